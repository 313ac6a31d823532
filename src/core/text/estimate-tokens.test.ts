import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateTokens } from "./estimate-tokens.ts";

describe("the estimate of a text's tokens", () => {
  it("is 0 for an empty text, and near the number of words for a sentence", () => {
    expect(estimateTokens("")).toBe(0);
    expect(estimateTokens("The clinic opens at half past eight.")).toBeGreaterThanOrEqual(7);
    expect(estimateTokens("The clinic opens at half past eight.")).toBeLessThanOrEqual(12);
  });

  it("counts every character in a script without spaces", () => {
    expect(estimateTokens("東京都立病院")).toBe(6);
  });

  it("never falls when a text grows", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (text, more) => {
        expect(estimateTokens(text + more)).toBeGreaterThanOrEqual(estimateTokens(text));
      }),
      { numRuns: 100 },
    );
  });
});
