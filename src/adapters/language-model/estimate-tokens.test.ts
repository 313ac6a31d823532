import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutToTokens, estimateTokens } from "./estimate-tokens.ts";

describe("estimateTokens", () => {
  it("counts nothing in nothing, and about the words of a sentence", () => {
    expect(estimateTokens("")).toBe(0);
    expect(estimateTokens("The clinic opens at half past eight.")).toBeGreaterThanOrEqual(7);
    expect(estimateTokens("The clinic opens at half past eight.")).toBeLessThanOrEqual(12);
  });

  it("counts every character of a script without spaces", () => {
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

describe("cutToTokens", () => {
  it("gives the longest beginning within the limit", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.integer({ min: 8, max: 40 }), (text, most) => {
        const cut = cutToTokens(text, most);
        expect(text.startsWith(cut)).toBe(true);
        expect(estimateTokens(cut)).toBeLessThanOrEqual(most);
        const [next = ""] = [...text.slice(cut.length)];
        if (next !== "") expect(estimateTokens(cut + next)).toBeGreaterThan(most);
      }),
      { numRuns: 100 },
    );
  });
});
