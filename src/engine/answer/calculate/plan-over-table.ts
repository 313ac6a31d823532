import { type CalculationPlan, defined } from "../../../core/index.ts";
import { type ChosenColumn, chooseByMeaning, chooseByName, explainNames, sayRivals } from "./choose-column.ts";
import { findGrouping } from "./find-grouping.ts";
import { findValueConditions } from "./find-value-conditions.ts";
import { nameMentions } from "./name-mentions.ts";
import { type PlacedCondition, placeComparisons, toColumn } from "./place-comparisons.ts";
import { isSameWord, type QuestionWords, type Word } from "./question-words.ts";
import type { Comparison } from "./read-comparisons.ts";
import type { Intent } from "./read-intent.ts";
import type { DescribedColumn, DescribedTable, Mention } from "./scan-table.ts";

/** A plan, or the reason why the question has no certain one. */
export type TablePlan =
  | { readonly plan: CalculationPlan; readonly areValuesJoinedByAnd: boolean }
  | { readonly problem: string };

/** A question whose operation is known. */
export interface CalculationQuestion {
  /** The question; the words of the operation are explained already. */
  readonly question: QuestionWords;
  readonly intent: Intent;
  readonly comparisons: readonly Comparison[];
}

/**
 * Plans a calculation over one table: its column, conditions and groups. Every word of the question must be explained:
 * by the operation, a comparison, a name or a value of the table, the table's title, or as a plain word.
 *
 * @returns  undefined if a word stays unexplained, or if a column's name has the operation's word: that
 *           column may already hold the result
 */
export function planOverTable(
  { question, intent, comparisons }: CalculationQuestion,
  table: DescribedTable,
): TablePlan | undefined {
  if (table.columns.some(({ words }) => words.some(({ text }) => intent.words.includes(text)))) return undefined;
  const left = question.copy();
  const group = findGrouping(left, table);
  const compared = placeComparisons(left, comparisons, table.columns);
  const named = nameMentions(left, table);
  const valued = findValueConditions(left, named.mentions);
  const conditions = [...compared.conditions, ...valued.conditions].sort((one, other) => one.at - other.at);
  explainConjunctions(left, conditions);

  const used = new Set([group?.column, ...valued.conditions.map(({ column }) => column)]);
  const free = table.columns.filter((column) => !used.has(column));
  const target =
    intent.operation === "count"
      ? findCounted(left, free, table)
      : findNumbers(left, intent, free, compared.conditions);
  if (target === undefined) return undefined;
  const texts = table.columns.filter((column) => column.numbers === undefined && column !== target.column);
  const label = explainNames(left, texts).find((column) => free.includes(column));
  explainRest(left, table, conditions.length > 0);
  if (left.words.some((_, index) => !left.isExplained(index))) return undefined;

  const [problem] = [
    ...(group?.problem === undefined ? [] : [group.problem]),
    ...findOverlaps(comparisons, table.mentions),
    ...compared.problems,
    ...named.problems,
    ...valued.problems,
    ...findRivals(target),
    ...findRepeated(conditions, group?.column),
  ];
  if (problem !== undefined) return { problem };
  const { operation } = intent;
  const isLabelled = (operation === "minimum" || operation === "maximum") && group === undefined;
  const plan = defined({
    operation,
    tableStart: table.start,
    column: target.column && toColumn(target.column),
    conditions: conditions.map(({ condition }) => condition),
    label: isLabelled ? label && toColumn(label) : undefined,
    groupBy: group?.grouping,
  });
  return { plan, areValuesJoinedByAnd: valued.areJoinedByAnd };
}

/** A column that is computed; a count without one counts rows. */
interface FoundTarget extends Pick<ChosenColumn, "rivals"> {
  readonly column: DescribedColumn | undefined;
}

function findRivals({ column, rivals }: FoundTarget): readonly string[] {
  return column === undefined || rivals.length === 0 ? [] : [sayRivals({ column, rivals })];
}

/** Refuses a comparison that is also a value, as `under 18` may be one of a column of age groups. */
function findOverlaps(comparisons: readonly Comparison[], mentions: readonly Mention[]): readonly string[] {
  return mentions.flatMap(({ at, length, text, column }) => {
    const isCompared = comparisons.some((one) => one.isCertain && at < one.end && one.at < at + length);
    return isCompared && /\p{L}/u.test(text) ? [`"${text}" is a comparison, or a value of "${column.name}".`] : [];
  });
}

/**
 * Returns the column of numbers that the question names best, or that a word such as `cheapest` or `cost` means.
 * Without a name, it is the column that the question compares by name: `the sum of the amounts over 100`.
 *
 * @param columns  columns that have no other part in the question
 */
function findNumbers(
  left: QuestionWords,
  intent: Intent,
  columns: readonly DescribedColumn[],
  compared: readonly PlacedCondition[],
): FoundTarget | undefined {
  const numbers = columns.filter((column) => column.numbers !== undefined);
  if (intent.columns.length > 0) return chooseByMeaning(intent.columns, numbers);
  const unexplained = left.words.filter((_, index) => !left.isExplained(index));
  const named = chooseByName(unexplained, numbers);
  if (named !== undefined) {
    explainNames(left, [named.column, ...named.rivals]);
    return named;
  }
  const costWord = left.words.findIndex(
    ({ text }, index) => left.vocabulary.costs.has(text) && !left.isExplained(index),
  );
  if (costWord >= 0) {
    left.explain(costWord, 1);
    return chooseByMeaning(left.vocabulary.costColumns, numbers);
  }
  const [only, another] = new Set(compared.filter(({ isNamed }) => isNamed).map(({ column }) => column));
  return only?.numbers === undefined || another !== undefined ? undefined : { column: only, rivals: [] };
}

/** Returns the column whose different values the question counts, or none if it counts rows. */
function findCounted(
  left: QuestionWords,
  columns: readonly DescribedColumn[],
  { context }: DescribedTable,
): FoundTarget | undefined {
  const { plain, rows, different } = left.vocabulary;
  const asksForDifferent = left.words.some(({ text }) => different.has(text));
  const first = left.words.findIndex(({ text }, index) => !left.isExplained(index) && !plain.has(text));
  const noun = left.words[first];
  if (noun === undefined) return undefined;
  const named = columns.filter(({ words }) => words.length > 0 && words.every((word) => isSameWord(word, noun)));
  // Dates are seldom counted: beside a column `Order`, `Ordered` does not compete.
  const [column, ...rivals] = named.some(({ hasDates }) => !hasDates)
    ? named.filter(({ hasDates }) => !hasDates)
    : named;
  if (column?.numbers !== undefined) return undefined;
  left.explain(first, 1);
  if (column !== undefined) return { column, rivals };
  const isRow = rows.has(noun.text) || context.some((word) => isSameWord(word, noun));
  return isRow && !asksForDifferent ? { column: undefined, rivals: [] } : undefined;
}

/** Explains `and` between two conditions, if nothing else is asked for between them. */
function explainConjunctions(left: QuestionWords, conditions: readonly PlacedCondition[]): void {
  const { plain, joiners, askingWords, clauses } = left.vocabulary;
  for (const [index, { end }] of conditions.entries()) {
    const next = conditions[index + 1];
    if (next === undefined) continue;
    const between = Array.from({ length: Math.max(0, next.at - end) }, (_, offset) => end + offset);
    const isPlain = (at: number) => {
      const text = left.words[at]?.text ?? "";
      return !left.isExplained(at) && !askingWords.has(text) && (plain.has(text) || clauses.has(text));
    };
    const conjunctions = between.filter((at) => joiners.and.has(left.words[at]?.text ?? ""));
    if (!between.every((at) => conjunctions.includes(at) || isPlain(at))) continue;
    for (const at of conjunctions) left.explain(at, 1);
  }
}

/** Explains words that say nothing about the calculation: plain words, words for rows, and the table's title. */
function explainRest(left: QuestionWords, { context }: DescribedTable, hasConditions: boolean): void {
  const { plain, rows, clauses } = left.vocabulary;
  const isMeant = (word: Word, index: number) => {
    if (plain.has(word.text) || rows.has(word.text)) return true;
    // `where` as the first word asks for a place.
    if (hasConditions && index > 0 && clauses.has(word.text)) return true;
    return context.some((name) => isSameWord(name, word));
  };
  for (const [index, word] of left.words.entries()) {
    if (!left.isExplained(index) && isMeant(word, index)) left.explain(index, 1);
  }
}

/**
 * Refuses two conditions on one column unless they are the two ends of a range, and groups of a column with a
 * condition.
 */
function findRepeated(conditions: readonly PlacedCondition[], group: DescribedColumn | undefined): readonly string[] {
  const byValue = conditions
    .filter(({ condition }) => "is" in condition || "isAnyOf" in condition)
    .map(({ column }) => column);
  const repeated = byValue.find((column) => conditions.filter((one) => one.column === column).length > 1);
  const grouped = byValue.find((column) => column === group);
  const name = repeated?.name ?? grouped?.name;
  return name === undefined ? [] : [`The question sets two conditions on "${name}", or groups by it as well.`];
}
