import { findMax } from "../../../core/index.ts";
import type { PlacedCondition, PlacedConditions } from "./place-comparisons.ts";
import { toColumn } from "./place-comparisons.ts";
import type { QuestionWords } from "./question-words.ts";
import type { DescribedColumn, Mention } from "./scan-table.ts";

/** Conditions by values, and whether two of the values are joined by `and`. */
export interface ValueConditions extends PlacedConditions {
  readonly areJoinedByAnd: boolean;
}

/**
 * Finds the conditions that the question sets by values of columns. Values of one column are alternatives if only
 * `and`, `or` or commas are between them. Explains their words.
 */
export function findValueConditions(left: QuestionWords, mentions: readonly Mention[]): ValueConditions {
  const { taken, problems } = takeLongest(left, mentions);
  const found = [...new Set(taken.map(({ column }) => column))].map((column) =>
    alternativesOf(
      left,
      column,
      taken.filter((mention) => mention.column === column),
    ),
  );
  return {
    conditions: found.map(({ condition }) => condition),
    problems: [...problems, ...found.flatMap(({ problem }) => problem ?? [])],
    areJoinedByAnd: found.some(({ isJoinedByAnd }) => isJoinedByAnd),
  };
}

interface Alternatives {
  readonly condition: PlacedCondition;
  readonly problem: string | undefined;
  readonly isJoinedByAnd: boolean;
}

/** Makes one condition of the values of one column, and explains them with the words that join them. */
function alternativesOf(left: QuestionWords, column: DescribedColumn, mentions: readonly Mention[]): Alternatives {
  const inOrder = mentions.toSorted((one, other) => one.at - other.at);
  const at = inOrder[0]?.at ?? 0;
  const end = findMax(inOrder.map((mention) => mention.at + mention.length));
  const between = wordsBetween(left, inOrder);
  const isJoinedByAnd = (between ?? []).some((index) => left.vocabulary.joiners.and.has(left.words[index]?.text ?? ""));
  for (const index of between ?? []) left.explain(index, 1);
  for (const mention of inOrder) left.explain(mention.at, mention.length);
  const values = inOrder.map(({ text }) => text);
  const [is = ""] = values;
  const condition =
    values.length > 1 ? { column: toColumn(column), isAnyOf: values } : { column: toColumn(column), is };
  const problem = between === undefined ? `The question has several values of "${column.name}".` : undefined;
  return { condition: { at, end, column, isNamed: false, condition }, problem, isJoinedByAnd };
}

/** Takes the longest values first. A word that is a value of two columns, or two values of one, is a problem. */
function takeLongest(
  left: QuestionWords,
  mentions: readonly Mention[],
): { readonly taken: readonly Mention[]; readonly problems: readonly string[] } {
  const inOrder = mentions.toSorted(
    (one, other) => other.length - one.length || Number(other.isExact) - Number(one.isExact),
  );
  const taken: Mention[] = [];
  const problems: string[] = [];
  for (const mention of inOrder) {
    if (isExplained(left, mention)) continue;
    const rival = taken.find(({ at, length }) => at < mention.at + mention.length && mention.at < at + length);
    if (rival === undefined) taken.push(mention);
    else if (rival.length === mention.length && (rival.column !== mention.column || rival.isExact === mention.isExact))
      problems.push(sayRivals(rival, mention));
  }
  return { taken, problems };
}

function isExplained(left: QuestionWords, { at, length }: Mention): boolean {
  return Array.from({ length }, (_, offset) => at + offset).some((index) => left.isExplained(index));
}

function sayRivals(one: Mention, other: Mention): string {
  if (one.column !== other.column)
    return `"${one.text}" is a value of "${one.column.name}", and "${other.text}" one of "${other.column.name}".`;
  return `The question may mean "${one.text}" or "${other.text}", two values of "${one.column.name}".`;
}

/** Returns the indexes of the words between values; undefined if another word than `and` or `or` is there. */
function wordsBetween(left: QuestionWords, mentions: readonly Mention[]): readonly number[] | undefined {
  const { and, or } = left.vocabulary.joiners;
  const between: number[] = [];
  for (const [index, mention] of mentions.entries()) {
    const next = mentions[index + 1];
    if (next === undefined) break;
    for (let at = mention.at + mention.length; at < next.at; at++) {
      const text = left.words[at]?.text ?? "";
      if (!and.has(text) && !or.has(text)) return undefined;
      between.push(at);
    }
  }
  return between;
}
