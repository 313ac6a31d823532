import type { CalculationColumn, CalculationCondition, CalculationPlan } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import type { DescribedColumn, DescribedTable } from "./describe-table.ts";
import { isSameWord, type QuestionWords, type Word } from "./question-words.ts";
import type { Intent } from "./read-intent.ts";
import known from "./words.json" with { type: "json" };

const plain: ReadonlySet<string> = new Set(known.plain);
const rowNouns: ReadonlySet<string> = new Set(known.rows);
const clauses: ReadonlySet<string> = new Set(known.clauses);
const costs: ReadonlySet<string> = new Set(known.costs);
const currencies: ReadonlySet<string> = new Set(["€", "$", "£", "¥", "EUR", "USD", "GBP", "CHF"]);
/** Fewer rows are a look-up, which the row itself answers. */
const FEWEST_ROWS = 2;

/**
 * What a question means over one table: the column, the conditions, and nothing else. Every word of the question has to
 * be explained: by the operation, by a name or a value of the table, by what the table is called, or as a plain word.
 *
 * @param question  the words of the intent are explained already
 * @returns         undefined where a word is left, where two columns fit, or where the table has the operation's word
 *                  in a name, so that a column may hold what is asked for
 */
export function planOverTable(
  question: QuestionWords,
  intent: Intent,
  table: DescribedTable,
): CalculationPlan | undefined {
  if (table.columns.some(({ words }) => words.some(({ text }) => intent.said.includes(text)))) return undefined;
  const left = question.copy();
  const conditions = findConditions(left, table);
  if (conditions === undefined) return undefined;
  const used = new Set(conditions.map(({ column }) => column.number));
  const free = table.columns.filter(({ number }) => !used.has(number));
  const asked = intent.operation === "count" ? findCounted(left, free, table) : findNumbers(left, intent, free);
  if (asked === undefined) return undefined;
  const texts = table.columns.filter((column) => column.numbers === undefined && column !== asked.column);
  const label = explainNames(left, texts).find(({ number }) => !used.has(number));
  explainEach(left, ({ text }) => plain.has(text) || rowNouns.has(text));
  // As the first word, `where` asks for a place.
  if (conditions.length > 0) explainEach(left, ({ text }, index) => index > 0 && clauses.has(text));
  explainEach(left, (word) => table.context.some((own) => isSameWord(own, word)));
  if (left.words.some((_, index) => !left.isExplained(index))) return undefined;
  const rows = table.rows.filter((cells) => conditions.every(({ column, is }) => cells[column.number]?.text === is));
  if (intent.operation !== "count" && rows.length < FEWEST_ROWS) return undefined;
  const isExtreme = intent.operation === "minimum" || intent.operation === "maximum";
  return defined({
    operation: intent.operation,
    tableStart: table.start,
    column: asked.column === undefined ? undefined : toColumn(asked.column),
    conditions,
    ...(isExtreme && label !== undefined ? { label: toColumn(label) } : {}),
  });
}

function toColumn({ number, name }: DescribedColumn): CalculationColumn {
  return { number, name };
}

interface Mention {
  readonly at: number;
  readonly column: DescribedColumn;
  readonly text: string;
  readonly length: number;
}

/** @returns  undefined where a value stands in two columns, or a column has two of the values: neither is sure */
function findConditions(left: QuestionWords, { columns }: DescribedTable): readonly CalculationCondition[] | undefined {
  const mentions = columns
    .flatMap((column) =>
      [...column.values.values()].flatMap(({ text, words }): readonly Mention[] => {
        if (words.every((word) => plain.has(word.text))) return [];
        const at = left.find(words);
        return at === undefined ? [] : [{ at, column, text, length: words.length }];
      }),
    )
    .sort((one, other) => other.length - one.length);
  const taken: Mention[] = [];
  for (const mention of mentions) {
    const rival = taken.find(({ at, length }) => at < mention.at + mention.length && mention.at < at + length);
    if (rival === undefined) taken.push(mention);
    else if (rival.length === mention.length) return undefined;
  }
  if (new Set(taken.map(({ column }) => column)).size < taken.length) return undefined;
  for (const { at, length } of taken) left.explain(at, length);
  return taken.map(({ column, text }) => ({ column: toColumn(column), is: text }));
}

/** The one column of numbers that the question names best, or that a word such as `cheapest` or `cost` means. */
function findNumbers(
  left: QuestionWords,
  intent: Intent,
  columns: readonly DescribedColumn[],
): { readonly column: DescribedColumn } | undefined {
  const numbers = columns.filter((column) => column.numbers !== undefined);
  if (intent.columns.length > 0) return onlyOne(meantBy(intent.columns, numbers));
  const named = numbers
    .map((column) => ({ column, named: column.words.filter((word) => left.find([word]) !== undefined).length }))
    .filter((one) => one.named > 0)
    .map((one) => ({ ...one, share: one.named / one.column.words.length }))
    .sort((one, other) => other.named - one.named || other.share - one.share);
  const [best, second] = named;
  if (best !== undefined) {
    if (second !== undefined && second.named === best.named && second.share === best.share) return undefined;
    explainNames(left, [best.column]);
    return { column: best.column };
  }
  const says = left.words.findIndex(({ text }, index) => costs.has(text) && !left.isExplained(index));
  if (says < 0) return undefined;
  left.explain(says, 1);
  return onlyOne(meantBy(known.costColumns, numbers));
}

function meantBy(names: readonly string[], numbers: readonly DescribedColumn[]): readonly DescribedColumn[] {
  const byName = numbers.filter(({ words }) => words.some(({ text }) => names.includes(text)));
  if (byName.length > 0 || !names.includes("price")) return byName;
  return numbers.filter((column) =>
    column.numbers?.quantities.some((one) => one !== undefined && currencies.has(one.unit)),
  );
}

function onlyOne(columns: readonly DescribedColumn[]): { readonly column: DescribedColumn } | undefined {
  const [column, another] = columns;
  return column !== undefined && another === undefined ? { column } : undefined;
}

/** The different values of a column of names that the question counts; rows where it names them, or the table itself. */
function findCounted(
  left: QuestionWords,
  columns: readonly DescribedColumn[],
  { context }: DescribedTable,
): { readonly column: DescribedColumn | undefined } | undefined {
  const first = left.words.findIndex(({ text }, index) => !left.isExplained(index) && !plain.has(text));
  const noun = left.words[first];
  if (noun === undefined) return undefined;
  const named = columns.filter(({ words }) => words.length > 0 && words.every((word) => isSameWord(word, noun)));
  const [column, another] = named;
  if (another !== undefined || column?.numbers !== undefined) return undefined;
  left.explain(first, 1);
  if (column !== undefined) return { column };
  return rowNouns.has(noun.text) || context.some((word) => isSameWord(word, noun)) ? { column: undefined } : undefined;
}

/** Explains the words of columns' names; returns the columns that had one. */
function explainNames(left: QuestionWords, columns: readonly DescribedColumn[]): readonly DescribedColumn[] {
  return columns.filter(({ words }) => {
    const found = words.flatMap((word) => left.find([word]) ?? []);
    for (const at of found) left.explain(at, 1);
    return found.length > 0;
  });
}

function explainEach(left: QuestionWords, isMeant: (word: Word, index: number) => boolean): void {
  for (const [index, word] of left.words.entries()) {
    if (!left.isExplained(index) && isMeant(word, index)) left.explain(index, 1);
  }
}
