import type { CalculationGrouping } from "../../../core/index.ts";
import { type ChosenColumn, sayRivals } from "./choose-column.ts";
import { toColumn } from "./place-comparisons.ts";
import { hasPhraseAt, isSameWord, type QuestionWords, type Word } from "./question-words.ts";
import type { DescribedColumn, DescribedTable } from "./scan-table.ts";

/** A grouping, or the reason why it is ambiguous. */
export interface FoundGrouping {
  readonly grouping: CalculationGrouping;
  readonly column: DescribedColumn;
  /** Reason why the grouping is ambiguous. */
  readonly problem: string | undefined;
}

/**
 * Finds the column by which the question groups: `per city`, `by supplier`, `for each month`. Explains its words.
 *
 * @returns  undefined if the question groups by nothing that the table has
 */
export function findGrouping(left: QuestionWords, table: DescribedTable): FoundGrouping | undefined {
  for (const [at] of left.words.entries()) {
    const found = left.isExplained(at) ? undefined : findGroupAt(left, at, table);
    if (found === undefined) continue;
    left.explain(at, found.end - at);
    if (found.found !== undefined) return found.found;
  }
  return undefined;
}

function findGroupAt(left: QuestionWords, at: number, table: DescribedTable): GroupAt | undefined {
  for (const phrase of left.vocabulary.groupings) {
    if (!hasPhraseAt(left.words, at, phrase) || belongsToName(left, phrase, table)) continue;
    const found = findGroup(left, at + phrase.length, table);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Returns whether a column's name has the grouping word: `Price per unit` does not group by unit. */
function belongsToName(left: QuestionWords, phrase: readonly string[], { columns }: DescribedTable): boolean {
  return columns.some(({ words }) => words.some(({ text }) => phrase.includes(text)) && left.find(words) !== undefined);
}

interface GroupAt {
  /** Undefined if the words only introduce a value. */
  readonly found: FoundGrouping | undefined;
  /** Index of the word after the group's name. */
  readonly end: number;
}

function findGroup(left: QuestionWords, at: number, { columns, mentions }: DescribedTable): GroupAt | undefined {
  const named = columns
    .filter((column) => column.numbers === undefined && hasWordsAt(left.words, at, column.words))
    .sort((one, other) => other.words.length - one.words.length);
  const [column, ...others] = named;
  if (column !== undefined) {
    const end = at + column.words.length;
    // In `by supplier Halberg`, the name is followed by a value and groups nothing.
    if (mentions.some((mention) => mention.at === end && mention.column === column)) return { found: undefined, end };
    const rivals = others.filter(({ words }) => words.length === column.words.length);
    return { found: groupBy({ column, rivals }, "value"), end };
  }
  const by = left.vocabulary.periods.get(left.words[at]?.text ?? "");
  const [dates, ...rivals] = columns.filter(({ hasDates }) => hasDates);
  if (by === undefined || dates === undefined) return undefined;
  return { found: groupBy({ column: dates, rivals }, by), end: at + 1 };
}

function groupBy(chosen: ChosenColumn, by: CalculationGrouping["by"]): FoundGrouping {
  const { column, rivals } = chosen;
  const problem = rivals.length > 0 ? sayRivals(chosen) : undefined;
  return { grouping: { column: toColumn(column), by }, column, problem };
}

function hasWordsAt(words: readonly Word[], at: number, phrase: readonly Word[]): boolean {
  return (
    phrase.length > 0 &&
    phrase.every((name, offset) => {
      const word = words[at + offset];
      return word !== undefined && isSameWord(word, name);
    })
  );
}
