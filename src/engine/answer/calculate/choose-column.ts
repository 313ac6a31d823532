import { isSameWord, type QuestionWords, type Word } from "./question-words.ts";
import type { DescribedColumn } from "./scan-table.ts";

/** A column that a question names, or several that it may mean equally well. */
export interface ChosenColumn {
  readonly column: DescribedColumn;
  /** Other columns that fit as well; empty if the choice is certain. */
  readonly rivals: readonly DescribedColumn[];
}

/** Returns the column that most of the words name; undefined if they name none. */
export function chooseByName(words: readonly Word[], columns: readonly DescribedColumn[]): ChosenColumn | undefined {
  const named = columns
    .map((column) => ({
      column,
      named: column.words.filter((name) => words.some((word) => isSameWord(word, name))).length,
    }))
    .filter((match) => match.named > 0)
    .map((match) => ({ ...match, share: match.named / match.column.words.length }))
    .sort((left, right) => right.named - left.named || right.share - left.share);
  const [best] = named;
  if (best === undefined) return undefined;
  return choose(
    named.filter(({ named: count, share }) => count === best.named && share === best.share).map(({ column }) => column),
  );
}

const currencies: ReadonlySet<string> = new Set(["€", "$", "£", "¥", "EUR", "USD", "GBP", "CHF"]);

/** Returns the column that a word such as `cheapest` or `cost` means, by the names that such columns have. */
export function chooseByMeaning(
  names: readonly string[],
  columns: readonly DescribedColumn[],
): ChosenColumn | undefined {
  const byName = columns.filter(({ words }) => words.some(({ text }) => names.includes(text)));
  if (byName.length > 0 || !names.includes("price")) return choose(byName);
  return choose(columns.filter(({ numbers }) => [...(numbers?.units ?? [])].some((unit) => currencies.has(unit))));
}

/** Returns the column whose numbers have a unit. */
export function chooseByUnit(unit: string, columns: readonly DescribedColumn[]): ChosenColumn | undefined {
  return unit === "" ? undefined : choose(columns.filter(({ numbers }) => numbers?.units.has(unit) ?? false));
}

function choose([column, ...rivals]: readonly DescribedColumn[]): ChosenColumn | undefined {
  return column === undefined ? undefined : { column, rivals };
}

/** Says that several columns fit. */
export function sayRivals({ column, rivals }: ChosenColumn): string {
  const names = [column, ...rivals].map(({ name }) => `"${name}"`);
  return `The question fits ${names.length} columns: ${names.slice(0, MAX_NAMED).join(", ")}${names.length > MAX_NAMED ? " and others" : ""}.`;
}

const MAX_NAMED = 5;

/** Explains the words of the columns' names; returns the columns that the question names. */
export function explainNames(left: QuestionWords, columns: readonly DescribedColumn[]): readonly DescribedColumn[] {
  return columns.filter(({ words }) => {
    const positions = words.flatMap((word) => left.find([word]) ?? []);
    for (const at of positions) left.explain(at, 1);
    return positions.length > 0;
  });
}
