import type { AnswerCheck, SavedAnswerSummary } from "../../src/core/index.ts";

/** Filter of the list by the result of an answer's check. */
export type Standing = "all" | "fails" | "holds" | "abstained";

export const standings: readonly (readonly [Standing, string])[] = [
  ["all", "All"],
  ["fails", "Out of date"],
  ["holds", "Up to date"],
  ["abstained", "Not in the documents"],
];

export interface AnswerFilter {
  /** Words that must all occur in the question or the collection's name. */
  readonly text: string;
  readonly standing: Standing;
}

interface CheckedAnswers {
  readonly answers: readonly SavedAnswerSummary[];
  readonly checks: ReadonlyMap<string, Pick<AnswerCheck, "outcome">>;
}

/** Filters answers and keeps their order. An unchecked answer matches neither `holds` nor `fails`. */
export function filterAnswers({ answers, checks }: CheckedAnswers, { text, standing }: AnswerFilter) {
  const words = plain(text).split(/\s+/).filter(Boolean);
  return answers.filter(({ id, status, question, collection }) => {
    if (standing === "abstained" && status !== "abstained") return false;
    if ((standing === "fails" || standing === "holds") && checks.get(id)?.outcome !== standing) return false;
    const name = plain(`${question} ${collection}`);
    return words.every((word) => name.includes(word));
  });
}

/** Returns a text in one case and without accents, for comparison. */
const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase();
