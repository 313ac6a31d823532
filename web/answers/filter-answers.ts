import type { AnswerCheck, SavedAnswerSummary } from "../../src/core/index.ts";

/** State of an answer against the current documents, as far as it was checked. */
export type Standing = "all" | "fails" | "holds" | "abstained";

export const standings: readonly (readonly [Standing, string])[] = [
  ["all", "All"],
  ["fails", "Out of date"],
  ["holds", "Up to date"],
  ["abstained", "Not in the documents"],
];

export interface AnswerFilter {
  /** Words of which each has to stand in the question or the collection's name. */
  readonly text: string;
  readonly standing: Standing;
}

interface CheckedAnswers {
  readonly answers: readonly SavedAnswerSummary[];
  readonly checks: ReadonlyMap<string, Pick<AnswerCheck, "outcome">>;
}

/** Filters answers and keeps their order. An unchecked answer neither holds nor fails. */
export function filterAnswers({ answers, checks }: CheckedAnswers, { text, standing }: AnswerFilter) {
  const words = plain(text).split(/\s+/).filter(Boolean);
  return answers.filter(({ id, status, question, collection }) => {
    if (standing === "abstained" && status !== "abstained") return false;
    if ((standing === "fails" || standing === "holds") && checks.get(id)?.outcome !== standing) return false;
    const name = plain(`${question} ${collection}`);
    return words.every((word) => name.includes(word));
  });
}

/** Folds case and accents. */
const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase();
