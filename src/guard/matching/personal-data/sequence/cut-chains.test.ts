import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chainsOf, uncertainParts } from "./cut-chains.ts";
import { labelCount, OUTSIDE } from "./labels.ts";

describe("chains", () => {
  it("cover a text once, and are never longer than 400 tokens", () => {
    const tokens = fc.array(fc.constantFrom("a", "b", "\n"), { maxLength: 2_000, size: "max" });
    fc.assert(
      fc.property(tokens, (texts) => {
        let end = 0;
        for (const chain of chainsOf(texts)) {
          expect(chain.start).toBe(end);
          expect(chain.end - chain.start).toBeLessThanOrEqual(400);
          end = chain.end;
        }
        expect(end).toBe(texts.length);
      }),
      { numRuns: 30 },
    );
  });
});

describe("uncertain parts", () => {
  it("hold every token that may be in an entity once, with certain ones around it", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 200 }), (uncertain) => {
        const scores = new Float64Array(uncertain.length * labelCount);
        uncertain.forEach((isUncertain, token) => {
          if (!isUncertain) scores[token * labelCount + OUTSIDE] = 100;
        });
        const parts = [...uncertainParts(scores)];
        const covered = uncertain.map((_, at) => parts.filter(({ start, end }) => start <= at && at < end).length);
        expect(covered.every((count, at) => count === 1 || (count === 0 && uncertain[at] === false))).toBe(true);
        const isCertain = (at: number) => uncertain[at] !== true;
        expect(parts.every(({ start, end }) => isCertain(start - 1) && isCertain(end))).toBe(true);
      }),
    );
  });
});
