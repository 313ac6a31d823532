import {
  type CalculationColumn,
  type CalculationCondition,
  type CalculationPlan,
  defined,
} from "../../../core/index.ts";
import type { DescribedColumn, DescribedTable } from "./describe-table.ts";
import { isSameWord, type QuestionWords, type Word } from "./question-words.ts";
import type { Intent } from "./read-intent.ts";
import known from "./words.json" with { type: "json" };

const plain: ReadonlySet<string> = new Set(known.plain);
const rowNouns: ReadonlySet<string> = new Set(known.rows);
const clauses: ReadonlySet<string> = new Set(known.clauses);
const costs: ReadonlySet<string> = new Set(known.costs);
const currencies: ReadonlySet<string> = new Set(["€", "$", "£", "¥", "EUR", "USD", "GBP", "CHF"]);
/** Minimum number of rows of a calculation, since a single row needs none. */
const MIN_ROWS = 2;

/**
 * Plans a calculation over one table: its column and its conditions. Every word of the question must be explained: by the
 * operation, a name or a value of the table, the table's title, or as a plain word.
 *
 * @param question  the question; the words of the intent are explained already
 * @returns         undefined if a word stays unexplained, if two columns fit, or if a column's name has the operation's word:
 *                  that column may already hold the result
 */
export function planOverTable(
  question: QuestionWords,
  intent: Intent,
  table: DescribedTable,
): CalculationPlan | undefined {
  if (table.columns.some(({ words }) => words.some(({ text }) => intent.words.includes(text)))) return undefined;
  const left = question.copy();
  const conditions = findConditions(left, table);
  if (conditions === undefined) return undefined;
  const used = new Set(conditions.map(({ column }) => column.number));
  const free = table.columns.filter(({ number }) => !used.has(number));
  const target = intent.operation === "count" ? findCounted(left, free, table) : findNumbers(left, intent, free);
  if (target === undefined) return undefined;
  const texts = table.columns.filter((column) => column.numbers === undefined && column !== target.column);
  const label = explainNames(left, texts).find(({ number }) => !used.has(number));
  explainEach(left, ({ text }) => plain.has(text) || rowNouns.has(text));
  // `where` as the first word asks for a place.
  if (conditions.length > 0) explainEach(left, ({ text }, index) => index > 0 && clauses.has(text));
  explainEach(left, (word) => table.context.some((name) => isSameWord(name, word)));
  if (left.words.some((_, index) => !left.isExplained(index))) return undefined;
  const rows = table.rows.filter((cells) => conditions.every(({ column, is }) => cells[column.number]?.text === is));
  if (intent.operation !== "count" && rows.length < MIN_ROWS) return undefined;
  const isExtreme = intent.operation === "minimum" || intent.operation === "maximum";
  return defined({
    operation: intent.operation,
    tableStart: table.start,
    column: target.column === undefined ? undefined : toColumn(target.column),
    conditions,
    label: isExtreme && label !== undefined ? toColumn(label) : undefined,
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

/**
 * Finds the conditions that the question sets: values of columns.
 *
 * @returns  undefined if a value is in two columns, or if one column has two of the values: both are ambiguous
 */
function findConditions(left: QuestionWords, { columns }: DescribedTable): readonly CalculationCondition[] | undefined {
  const mentions = columns
    .flatMap((column) =>
      [...column.values.values()].flatMap(({ text, words }): readonly Mention[] => {
        if (words.every((word) => plain.has(word.text))) return [];
        const at = left.find(words);
        return at === undefined ? [] : [{ at, column, text, length: words.length }];
      }),
    )
    .sort((left, right) => right.length - left.length);
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

interface FoundColumn {
  readonly column: DescribedColumn;
}

/** Returns the column of numbers that the question names best, or that a word such as `cheapest` or `cost` means. */
function findNumbers(
  left: QuestionWords,
  intent: Intent,
  columns: readonly DescribedColumn[],
): FoundColumn | undefined {
  const numbers = columns.filter((column) => column.numbers !== undefined);
  if (intent.columns.length > 0) return onlyOne(meantBy(intent.columns, numbers));
  const named = numbers
    .map((column) => ({ column, named: column.words.filter((word) => left.find([word]) !== undefined).length }))
    .filter((match) => match.named > 0)
    .map((match) => ({ ...match, share: match.named / match.column.words.length }))
    .sort((left, right) => right.named - left.named || right.share - left.share);
  const [best, second] = named;
  if (best !== undefined) {
    if (second !== undefined && second.named === best.named && second.share === best.share) return undefined;
    explainNames(left, [best.column]);
    return { column: best.column };
  }
  const costWord = left.words.findIndex(({ text }, index) => costs.has(text) && !left.isExplained(index));
  if (costWord < 0) return undefined;
  left.explain(costWord, 1);
  return onlyOne(meantBy(known.costColumns, numbers));
}

function meantBy(names: readonly string[], numbers: readonly DescribedColumn[]): readonly DescribedColumn[] {
  const byName = numbers.filter(({ words }) => words.some(({ text }) => names.includes(text)));
  if (byName.length > 0 || !names.includes("price")) return byName;
  return numbers.filter((column) =>
    column.numbers?.quantities.some((quantity) => quantity !== undefined && currencies.has(quantity.unit)),
  );
}

function onlyOne(columns: readonly DescribedColumn[]): FoundColumn | undefined {
  const [column, another] = columns;
  return column !== undefined && another === undefined ? { column } : undefined;
}

interface CountedColumn {
  /** Column whose different values are counted; undefined if the question counts the rows. */
  readonly column: DescribedColumn | undefined;
}

/** Returns the column whose different values the question counts, or none if it counts rows. */
function findCounted(
  left: QuestionWords,
  columns: readonly DescribedColumn[],
  { context }: DescribedTable,
): CountedColumn | undefined {
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

/** Explains the words of the columns' names; returns the columns that the question names. */
function explainNames(left: QuestionWords, columns: readonly DescribedColumn[]): readonly DescribedColumn[] {
  return columns.filter(({ words }) => {
    const positions = words.flatMap((word) => left.find([word]) ?? []);
    for (const at of positions) left.explain(at, 1);
    return positions.length > 0;
  });
}

function explainEach(left: QuestionWords, isMeant: (word: Word, index: number) => boolean): void {
  for (const [index, word] of left.words.entries()) {
    if (!left.isExplained(index) && isMeant(word, index)) left.explain(index, 1);
  }
}
