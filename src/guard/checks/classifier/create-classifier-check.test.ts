import { describe, expect, it } from "vitest";
import { never } from "../../../core/index.ts";
import { guardPolicySchema } from "../../../core/schemas/index.ts";
import { createGuard } from "../../create-guard.ts";
import { type ClassifierOptions, createClassifierCheck } from "./create-classifier-check.ts";

const policy = guardPolicySchema.parse({ stages: { input: { guards: [{ guard: "spam" }] } } });

async function judge(text: string, options: Pick<ClassifierOptions, "classify">) {
  const check = createClassifierCheck({ id: "spam", version: "1", threshold: 0.7, ...options });
  const guard = createGuard({ policy, checks: [check], clock: { monotonicMs: () => 0 } });
  const { verdicts } = await guard.check({ stage: "input", origin: "user", text }, never);
  return verdicts[0];
}

/** Finds the word "offer". */
const classify = (text: string) => (text.toLowerCase().includes("offer") ? 0.9 : 0.1);

describe("a guard from a classifier", () => {
  it("fails a text with a score at the threshold, and names the whole text", async () => {
    expect(await judge("An offer!", { classify })).toMatchObject({
      verdict: "fail",
      score: 0.9,
      spans: [{ start: 0, end: 9, type: "spam", evidence: "classifier" }],
    });
    expect(await judge("A question.", { classify })).toMatchObject({ verdict: "pass", score: 0.1 });
    expect(await judge("", { classify: () => 0.8 })).toMatchObject({ verdict: "fail", spans: [] });
  });

  it("reads through disguises", async () => {
    expect(await judge("An 0ff3r!", { classify })).toMatchObject({ verdict: "fail" });
    const code = Buffer.from("This is an offer for you today").toString("base64");
    expect(await judge(code, { classify })).toMatchObject({ verdict: "fail", spans: [{ evidence: "decoded" }] });
  });

  it("asks about no further form of a text once one has reached the threshold", async () => {
    const asked: string[] = [];
    const counting = (text: string) => {
      asked.push(text);
      return classify(text);
    };
    await judge("An offer, 0ff3r!", { classify: counting });
    expect(asked).toEqual(["An offer, 0ff3r!"]);
    await judge("A l3tt3r!", { classify: counting });
    expect(asked.length).toBeGreaterThan(2);
  });

  it.each([Number.NaN, -1, 2])("measures nothing if a score is %s", async (score) => {
    expect(await judge("a", { classify: () => score })).toMatchObject({ verdict: "unmeasured", action: "block" });
  });
});
