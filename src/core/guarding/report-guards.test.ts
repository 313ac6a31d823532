import { describe, expect, it } from "vitest";
import type { GuardVerdict } from "../ports/guard.ts";
import { reportGuards } from "./report-guards.ts";

const policy = { name: "clinic", version: "a1" };
const verdict = (more: Partial<GuardVerdict>): GuardVerdict => ({
  guard: "names",
  version: "1",
  verdict: "pass",
  action: "allow",
  score: 0.1,
  threshold: 0.5,
  spans: [],
  durationMs: 7,
  ...more,
});
const place = (type: string) => ({ start: 0, end: 4, type, evidence: "rule" });

describe("the report of the guards", () => {
  it("counts equal verdicts of a stage, with the kinds that were found and the highest score", () => {
    const fail = { verdict: "fail", action: "redact" } as const;
    const report = reportGuards(policy, [
      { stage: "output", verdicts: [verdict({})] },
      { stage: "retrieval", verdicts: [verdict({ ...fail, score: 0.8, spans: [place("PERSON"), place("CITY")] })] },
      {
        stage: "retrieval",
        verdicts: [verdict({ ...fail, score: 0.9, spans: [place("PERSON")] }), verdict({ guard: "a" })],
      },
    ]);
    expect(report).toEqual({
      policy,
      outcomes: [
        {
          stage: "retrieval",
          guard: "a",
          version: "1",
          verdict: "pass",
          action: "allow",
          texts: 1,
          score: 0.1,
          types: [],
        },
        { stage: "retrieval", guard: "names", version: "1", ...fail, texts: 2, score: 0.9, types: ["CITY", "PERSON"] },
        {
          stage: "output",
          guard: "names",
          version: "1",
          verdict: "pass",
          action: "allow",
          texts: 1,
          score: 0.1,
          types: [],
        },
      ],
    });
  });

  it("is the same in whatever order the texts were checked", () => {
    const decisions = [
      { stage: "input", verdicts: [verdict({ score: 0.2 })] },
      { stage: "input", verdicts: [verdict({ verdict: "fail", action: "block", score: 0.6 })] },
      { stage: "prompt", verdicts: [verdict({ guard: "b" })] },
    ] as const;
    expect(JSON.stringify(reportGuards(policy, decisions.toReversed()))).toBe(
      JSON.stringify(reportGuards(policy, decisions)),
    );
  });
});
