import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateTokens } from "../../core/index.ts";
import { cutToTokens } from "./cut-to-tokens.ts";

describe("cutting a text to a number of tokens", () => {
  it("returns the longest start within the limit", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 200 }),
        fc.integer({ min: 8, max: 40 }),
        (text, maxTokens) => {
          const cut = cutToTokens(text, maxTokens);
          expect(text.startsWith(cut)).toBe(true);
          expect(estimateTokens(cut)).toBeLessThanOrEqual(maxTokens);
          const [next = ""] = [...text.slice(cut.length)];
          if (next !== "") expect(estimateTokens(cut + next)).toBeGreaterThan(maxTokens);
        },
      ),
      { numRuns: 100 },
    );
  });
});
