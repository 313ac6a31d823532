import type { CalculationColumn, CalculationCondition, NumberCondition } from "../../../core/index.ts";
import { certainMarkOf } from "../../text/index.ts";
import { type ChosenColumn, chooseByMeaning, chooseByName, chooseByUnit, sayRivals } from "./choose-column.ts";
import { isSameWord, type QuestionWords, type Word } from "./question-words.ts";
import { type ComparedNumber, type Comparison, wordsOf } from "./read-comparisons.ts";
import type { DescribedColumn } from "./scan-table.ts";

/** A condition with the words of the question that set it. */
export interface PlacedCondition {
  readonly at: number;
  readonly end: number;
  readonly column: DescribedColumn;
  /** True if the question names the column beside the condition. */
  readonly isNamed: boolean;
  readonly condition: CalculationCondition;
}

/** Conditions of a question, and the reasons why some of them are ambiguous. */
export interface PlacedConditions {
  readonly conditions: readonly PlacedCondition[];
  readonly problems: readonly string[];
}

/**
 * Finds the column of each comparison: the one named beside it, the one that its words mean, or the only one with its
 * unit or with dates. Explains the words of the comparisons that have one.
 */
export function placeComparisons(
  left: QuestionWords,
  comparisons: readonly Comparison[],
  columns: readonly DescribedColumn[],
): PlacedConditions {
  const conditions: PlacedCondition[] = [];
  const problems: string[] = [];
  for (const comparison of comparisons) {
    const placed = placeNumbers(left, comparison, columns) ?? placeDates(left, comparison, columns);
    if (placed?.condition !== undefined) conditions.push(placed.condition);
    if (placed?.problem !== undefined) problems.push(placed.problem);
    if (placed === undefined) continue;
    for (const index of wordsOf(comparison)) left.explain(index, 1);
  }
  return { conditions, problems };
}

interface Placed {
  readonly condition?: PlacedCondition;
  readonly problem?: string;
}

function placeNumbers(
  left: QuestionWords,
  comparison: Comparison,
  columns: readonly DescribedColumn[],
): Placed | undefined {
  const { numbers, at, end } = comparison;
  const candidates = columns.filter((column) => column.numbers !== undefined);
  if (numbers === undefined || candidates.length === 0) return undefined;
  const place = findPlace(left, comparison, candidates);
  if (place === undefined) {
    if (comparison.dates !== undefined) return undefined;
    const words = left.words.slice(at, end).map(({ text }) => text);
    return { problem: `The question does not say which column must be ${words.join(" ")}.` };
  }
  left.explain(place.from, place.to - place.from);
  if (place.chosen.rivals.length > 0) return { problem: sayRivals(place.chosen) };
  const { column } = place.chosen;
  const bounds = numbers.bounds.map((bound) => boundFor(bound, column, left.vocabulary.decimalMark));
  const unclear = numbers.bounds.find((_, index) => bounds[index] === undefined);
  if (unclear !== undefined)
    return { problem: `The number ${unclear.digits} may be read with "." or "," as decimal mark.` };
  const condition: NumberCondition = {
    column: toColumn(column),
    numberIs: numbers.relation,
    numbers: bounds.flatMap((bound) => bound ?? []),
    unit: place.isUnitAName ? "" : (numbers.bounds.at(-1)?.unit ?? ""),
  };
  const [first = 0, last = first] = condition.numbers;
  const units = new Set(numbers.bounds.map(({ unit }) => unit));
  if (units.size > 1 || first > last) return { problem: "The two ends of a range do not fit together." };
  return { condition: { at: place.from, end: place.to, column, isNamed: place.isNamed, condition } };
}

/** Place of a comparison in the question, with the words that name its column. */
interface Place {
  readonly chosen: ChosenColumn;
  readonly from: number;
  readonly to: number;
  /**
   * True if the word after the number is the column's name and no unit, as in `more than 20 days` for a column `Days`.
   */
  readonly isUnitAName: boolean;
  /** True if the column is named, and not only meant. */
  readonly isNamed: boolean;
}

function findPlace(
  left: QuestionWords,
  comparison: Comparison,
  columns: readonly DescribedColumn[],
): Place | undefined {
  return findNamed(left, comparison, columns) ?? findMeant(left, comparison, columns);
}

/** Finds the column that is named directly after or before a comparison. */
function findNamed(
  left: QuestionWords,
  { at, end, numbers }: Comparison,
  columns: readonly DescribedColumn[],
): Place | undefined {
  const unitAt = numbers?.bounds.at(-1)?.unitAt;
  const isName = createNameTest(left, columns);
  let after = end;
  while (isName(after)) after++;
  const namedAfter = chooseByName(namesIn(left.words.slice(0, after), unitAt ?? end, isName), columns);
  const isUnitAName = unitAt !== undefined && isName(unitAt);
  if (namedAfter !== undefined) return { chosen: namedAfter, from: at, to: after, isUnitAName, isNamed: true };
  const before = startOfNames(left, at, isName);
  const namedBefore = chooseByName(namesIn(left.words.slice(0, at), before, isName), columns);
  return namedBefore && { chosen: namedBefore, from: before, to: end, isUnitAName: false, isNamed: true };
}

/** Finds the column that a verb such as `cost`, a relation such as `heavier than` or a unit means. */
function findMeant(
  left: QuestionWords,
  { at, end, numbers }: Comparison,
  columns: readonly DescribedColumn[],
): Place | undefined {
  const verb = left.isExplained(at - 1) ? undefined : left.vocabulary.verbs.get(left.words[at - 1]?.text ?? "");
  const byVerb = verb && chooseByMeaning(verb, columns);
  if (byVerb !== undefined) return { chosen: byVerb, from: at - 1, to: end, isUnitAName: false, isNamed: false };
  const byRelation = chooseByMeaning(numbers?.columns ?? [], columns);
  const chosen = byRelation ?? chooseByUnit(numbers?.bounds.at(-1)?.unit ?? "", columns);
  return chosen && { chosen, from: at, to: end, isUnitAName: false, isNamed: false };
}

/** Creates a test whether an unexplained word is part of a column's name. */
function createNameTest(left: QuestionWords, columns: readonly DescribedColumn[]): (index: number) => boolean {
  return (index) => {
    const word = left.words[index];
    if (word === undefined || left.isExplained(index)) return false;
    return columns.some(({ words }) => words.some((name) => isSameWord(name, word)));
  };
}

/** Returns the index of the first word of the names before a comparison; words such as `is` may come between. */
function startOfNames(left: QuestionWords, at: number, isName: (index: number) => boolean): number {
  const isLinking = (index: number) =>
    !left.isExplained(index) && left.vocabulary.linking.has(left.words[index]?.text ?? "");
  let start = at;
  while (isLinking(start - 1)) start--;
  while (isName(start - 1)) start--;
  return start;
}

function namesIn(words: readonly Word[], from: number, isName: (index: number) => boolean): readonly Word[] {
  return words.slice(from).filter((_, offset) => isName(from + offset));
}

/**
 * Reads a number of the question in the format of a column.
 *
 * @returns  undefined for a number such as `1,000` if the column's decimal mark makes it another number
 *           than the question's language does
 */
function boundFor(
  { value, digits }: ComparedNumber,
  { numbers }: DescribedColumn,
  mark: "." | ",",
): number | undefined {
  if (!/[.,]/.test(digits) || certainMarkOf(digits) !== undefined) return value;
  if (numbers?.shownMark !== undefined && numbers.shownMark !== mark) return undefined;
  const groups = mark === "." ? "," : ".";
  return Number(digits.replaceAll(groups, "").replace(mark, "."));
}

/** Length of a day in ISO 8601; months and years are shorter. */
const DAY_LENGTH = 10;

function placeDates(
  left: QuestionWords,
  { dates, at, end }: Comparison,
  columns: readonly DescribedColumn[],
): Placed | undefined {
  const candidates = columns.filter(({ hasDates }) => hasDates);
  if (dates === undefined || candidates.length === 0) return undefined;
  const isName = createNameTest(left, candidates);
  const before = startOfNames(left, at, isName);
  const named = chooseByName(namesIn(left.words.slice(0, at), before, isName), candidates);
  const [only, ...rivals] = candidates;
  const chosen = named ?? (only && { column: only, rivals });
  if (chosen === undefined) return undefined;
  if (chosen.rivals.length > 0) return { problem: sayRivals(chosen) };
  const from = named === undefined ? at : before;
  left.explain(from, end - from);
  const { column } = chosen;
  const [first = "", last = first] = dates.dates;
  if (first > last) return { problem: "The two ends of a range do not fit together." };
  if (dates.relation === "until" && first.length < DAY_LENGTH)
    return { problem: `"until ${first}" may include ${first} or not.` };
  const condition = { column: toColumn(column), dateIs: dates.relation, dates: dates.dates };
  return { condition: { at: from, end, column, isNamed: named !== undefined, condition } };
}

/** Returns a column as a plan names it. */
export function toColumn({ number, name }: DescribedColumn): CalculationColumn {
  return { number, name };
}
