import { describe, expect, it } from "vitest";
import type { ReplayReport } from "../../src/core/index.ts";
import { sumUp } from "./then-and-now.tsx";

const base = {
  schemaVersion: 1,
  id: "a",
  question: "What?",
  collection: "default",
  createdAt: "2026-01-01T00:00:00.000Z",
  passages: [],
  warnings: [],
  usage: { contextTokens: 0 },
  trace: [],
} as const satisfies Partial<ReplayReport["answer"]>;
const abstained: ReplayReport["answer"] = { ...base, status: "abstained", reason: "no-evidence", nearest: [] };
const grounded: ReplayReport["answer"] = {
  ...base,
  status: "grounded",
  text: "Yes.",
  claims: [],
  citations: [],
  confidence: 1,
  answeredBy: "quotes",
};

describe("sumUp", () => {
  it("says in one sentence how the new answer differs from the saved one", () => {
    const before = { statusBefore: "grounded", isSame: false } as const;
    expect([
      sumUp({ ...before, answer: grounded, isSame: true }),
      sumUp({ ...before, answer: grounded }),
      sumUp({ ...before, answer: abstained }),
      sumUp({ statusBefore: "abstained", isSame: false, answer: grounded }),
    ]).toEqual([
      ...["The answer and its quotes are the same.", "The answer differs."],
      ...["The documents no longer answer the question.", "The documents now answer the question."],
    ]);
  });
});
