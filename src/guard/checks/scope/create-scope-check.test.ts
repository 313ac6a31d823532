import { describe, expect, it } from "vitest";
import { checkAlone } from "../../fixtures/check-alone.ts";
import { createScopeCheck } from "./create-scope-check.ts";

const vectors: Readonly<Record<string, readonly number[]>> = {
  keys: [1, 0],
  space: [0, 1],
  between: [1, 1],
  none: [0, 0],
};
const embed = async (text: string) => Float32Array.from(vectors[text] ?? []);
const centroid = Float32Array.from([2, 0]);

describe("the guard of the scope", () => {
  it("scores by the relevance of the best passage", async () => {
    const check = createScopeCheck();
    expect((await checkAlone(check, "keys", { context: { evidenceScore: 0.75 } })).score).toBe(0.25);
    expect((await checkAlone(check, "space", { context: { evidenceScore: 0 } })).spans[0]?.type).toBe("OFF_TOPIC");
    await expect(checkAlone(check, "keys")).rejects.toThrow(/relevance/);
  });

  it("scores by the cosine with the centroid", async () => {
    const check = createScopeCheck({ embed, centroid });
    expect((await checkAlone(check, "keys")).score).toBe(0);
    expect((await checkAlone(check, "space")).score).toBe(1);
    expect((await checkAlone(check, "between")).score).toBeCloseTo(1 - Math.SQRT1_2);
    expect((await checkAlone(check, "none")).score).toBe(1);
  });

  it("finds a text off the topic only if the evidence and the centroid agree", async () => {
    const check = createScopeCheck({ embed, centroid });
    expect((await checkAlone(check, "space", { context: { evidenceScore: 0.9 } })).score).toBeCloseTo(0.1);
    expect((await checkAlone(check, "keys", { context: { evidenceScore: 0 } })).score).toBe(0);
    expect((await checkAlone(check, "space", { context: { evidenceScore: 0 } })).score).toBe(1);
  });

  it("refuses half of its options, and a centroid that is zero", () => {
    expect(() => createScopeCheck({ embed })).toThrow(expect.objectContaining({ code: "invalid-argument" }));
    expect(() => createScopeCheck({ embed, centroid: new Float32Array(2) })).toThrow(/must not be zero/);
  });
});
