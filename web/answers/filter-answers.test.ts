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

describe("filterAnswers", () => {
  it("finds the answers whose question or collection name contains every typed word", () => {
    expect([ids("schlussel KOSTET"), ids("when default"), ids("when who"), ids(" ")]).toEqual([
      ...[["a"], ["b"], [], ["a", "b", "c"]],
    ]);
  });

  it("lists an unchecked answer neither as up to date nor as out of date", () => {
    expect([ids("", "fails"), ids("", "holds"), ids("", "abstained")]).toEqual([["a"], [], ["c"]]);
  });
});
