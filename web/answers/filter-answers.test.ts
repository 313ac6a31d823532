import { describe, expect, it } from "vitest";
import type { SavedAnswerSummary } from "../../src/core/index.ts";
import { filterAnswers } from "./filter-answers.ts";

const answerOf = (id: string, question: string, status: "grounded" | "abstained" = "grounded"): SavedAnswerSummary => ({
  id,
  question,
  status,
  collection: "default",
  savedAt: "2026-01-01T00:00:00.000Z",
});
const answers = [
  answerOf("a", "Was kostet ein Schlüssel?"),
  answerOf("b", "When?"),
  answerOf("c", "Who?", "abstained"),
];
const checks = new Map([
  ["a", { outcome: "fails" }],
  ["c", { outcome: "abstained" }],
] as const);
const ids = (text: string, standing: "all" | "fails" | "holds" | "abstained" = "all") =>
  filterAnswers({ answers, checks }, { text, standing }).map(({ id }) => id);

describe("the saved answers that a reader wants to see", () => {
  it("have every word in the question or the name of the collection", () => {
    expect([ids("schlussel KOSTET"), ids("when default"), ids("when who"), ids(" ")]).toEqual([
      ...[["a"], ["b"], [], ["a", "b", "c"]],
    ]);
  });

  it("stand as was found; what was not checked neither holds nor fails", () => {
    expect([ids("", "fails"), ids("", "holds"), ids("", "abstained")]).toEqual([["a"], [], ["c"]]);
  });
});
