import { describe, expect, it } from "vitest";
import { never, type Verifier } from "../../../core/index.ts";
import { guardPolicySchema } from "../../../core/schemas/index.ts";
import { createGuard } from "../../create-guard.ts";
import { checkAlone, partsOf } from "../../fixtures/check-alone.ts";
import { createGroundednessCheck } from "./create-groundedness-check.ts";

/** A verifier that supports quotes, and says that another number contradicts. */
const verify: Verifier["verify"] = async ({ sentence, evidence }) => {
  if (sentence.includes("unclear")) return { verdict: "unmeasured", why: "", decidedBy: "judge" };
  if (evidence.some((text) => text.includes(sentence))) return { verdict: "supported", why: "", decidedBy: "quote" };
  const verdict = /\d/.test(sentence) ? "contradicted" : "not-enough-evidence";
  return { verdict, why: "", decidedBy: "facts" };
};
const check = createGroundednessCheck({ verify });
const context = { evidence: ["A lost key costs 15 euros. The desk opens at 8:00."] };

describe("the guard of groundedness", () => {
  it("finds the sentences that the evidence does not support", async () => {
    const text = "A lost key costs 15 euros. The desk closes at 9:00. Dogs are welcome.";
    const result = await checkAlone(check, text, { context });
    expect(result.spans.map(({ type, score }) => [type, score])).toEqual([
      ["CONTRADICTED", 1],
      ["UNSUPPORTED", 0.8],
    ]);
    expect(result.score).toBe(1);
    expect(partsOf(text, result)).toEqual(["The desk closes at 9:00.", "Dogs are welcome."]);
    expect((await checkAlone(check, "The desk opens at 8:00.", { context })).score).toBe(0);
    expect((await checkAlone(check, "", { context })).score).toBe(0);
  });

  it("is unmeasured without evidence, and if the verifier could not measure a sentence", async () => {
    const policy = guardPolicySchema.parse({ stages: { output: { guards: [{ guard: "groundedness" }] } } });
    const guard = createGuard({ policy, checks: [check], clock: { monotonicMs: () => 0 } });
    const verdictOn = async (request: object) =>
      (await guard.check({ stage: "output", origin: "model", text: "A key. This is unclear.", ...request }, never))
        .verdicts[0]?.verdict;
    expect(await verdictOn({})).toBe("unmeasured");
    expect(await verdictOn({ context })).toBe("unmeasured");
    expect(await verdictOn({ context, text: "A lost key costs 15 euros." })).toBe("pass");
  });
});
