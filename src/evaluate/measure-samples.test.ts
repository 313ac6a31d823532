import { describe, expect, it } from "vitest";
import { measureSamples } from "./measure-samples.ts";

type Verdict = "pass" | "fail" | "unmeasured";

const verdictOf = (guard: string, verdict: Verdict, ...types: readonly string[]) => ({
  guard,
  verdict,
  spans: types.map((type) => ({ type })),
});

/** Writes an evaluation set of one line for each pair of a text and its triggers. */
const linesOf = (rows: readonly (readonly [string, Readonly<Record<string, boolean>>])[]) =>
  rows.map(([data, expected_triggers], id) => JSON.stringify({ id, data, expected_triggers })).join("\n");

describe("measuring a policy on an evaluation set", () => {
  it("counts right and wrong verdicts of each trigger, and checks each text once", async () => {
    const checked: string[] = [];
    const rows = [
      ["found", { secrets: true }],
      ["found again", { secrets: true }],
      ["found wrongly", { secrets: false }],
      ["missed", { secrets: true }],
      ["harmless", { secrets: false }],
    ] as const;
    const check = async (text: string) => {
      checked.push(text);
      return [verdictOf("secrets", text.startsWith("found") ? "fail" : "pass")];
    };
    const { samples, triggers, withoutGuard } = await measureSamples({ text: linesOf(rows), path: "a.jsonl", check });
    expect([samples, checked.length, withoutGuard]).toEqual([5, 5, []]);
    expect(triggers).toMatchObject([
      {
        trigger: "secrets",
        guards: ["secrets"],
        samples: 5,
        truePositives: 2,
        falsePositives: 1,
        falseNegatives: 1,
        trueNegatives: 1,
        unmeasured: 0,
        precision: { value: 2 / 3 },
        recall: { value: 2 / 3 },
        f1: 2 / 3,
      },
    ]);
    expect(triggers[0]?.recall?.low).toBeLessThan(0.5);
  });

  it("knows which guards find what a guardrail of the package finds, and of which type", async () => {
    const text = linesOf([
      ["a", { "Contains PII": true, Moderation: true, Competitors: true, "Keyword Filter": false }],
      ["b", { "Custom Prompt Check": true }],
    ]);
    const check = async () => [
      verdictOf("personal-data", "pass"),
      verdictOf("personal-names", "fail", "PERSON"),
      verdictOf("phrases", "fail", "COMPETITOR"),
      verdictOf("toxicity", "pass"),
    ];
    const { triggers, withoutGuard } = await measureSamples({ text, path: "a.jsonl", check });
    const counts = triggers.map(({ trigger, truePositives, falseNegatives, trueNegatives, falsePositives }) => {
      return [trigger, truePositives, falseNegatives, trueNegatives, falsePositives];
    });
    expect(counts).toEqual([
      ["Contains PII", 1, 0, 0, 0],
      ["Moderation", 0, 1, 0, 0],
      ["Competitors", 1, 0, 0, 0],
      ["Keyword Filter", 0, 0, 1, 0],
    ]);
    expect(withoutGuard).toEqual(["Custom Prompt Check"]);
  });

  it("counts a sample that a guard could not measure apart, unless another one found it", async () => {
    const text = linesOf([
      ["a", { "Contains PII": true }],
      ["b", { "Contains PII": false }],
    ]);
    const check = async (given: string) => [
      verdictOf("personal-data", "unmeasured"),
      verdictOf("personal-names", given === "a" ? "fail" : "pass"),
    ];
    const [trigger] = (await measureSamples({ text, path: "a.jsonl", check })).triggers;
    expect(trigger).toMatchObject({ truePositives: 1, trueNegatives: 0, falsePositives: 0, unmeasured: 1, f1: 1 });
  });

  it("gives no share of nothing", async () => {
    const check = async () => [verdictOf("secrets", "pass")];
    const [trigger] = (await measureSamples({ text: linesOf([["a", { secrets: false }]]), path: "a", check })).triggers;
    expect(trigger).not.toHaveProperty("precision");
    expect(trigger).not.toHaveProperty("recall");
    expect(trigger).not.toHaveProperty("f1");
  });

  it("names the line that is not a sample", async () => {
    const text = `${linesOf([["a", { secrets: true }]])}\n{"id": 2, "data": "b"}`;
    await expect(measureSamples({ text, path: "set.jsonl", check: async () => [] })).rejects.toMatchObject({
      message: expect.stringContaining("Line 2 of set.jsonl"),
    });
  });
});
