import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance } from "./edit-distance.ts";
import { singleEdits } from "./single-edits.ts";

const distance = (left: string, right: string, limit = 3): number => editDistance([...left], [...right], limit);
const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "é", "𐐷"), minLength: 1, maxLength: 7 });

/** Computes the distance by its definition, without a table. */
function byDefinition(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return left.length + right.length;
  const [leftRest, rightRest] = [left.slice(0, -1), right.slice(0, -1)];
  const replaced = byDefinition(leftRest, rightRest) + (left.at(-1) === right.at(-1) ? 0 : 1);
  const moved = Math.min(byDefinition(leftRest, right), byDefinition(left, rightRest)) + 1;
  const isSwap = left.length > 1 && right.length > 1 && left.at(-1) === right.at(-2) && left.at(-2) === right.at(-1);
  const swapped = isSwap ? byDefinition(left.slice(0, -2), right.slice(0, -2)) + 1 : replaced;
  return Math.min(replaced, moved, swapped);
}

describe("the edit distance", () => {
  it.each([
    ["autoclve", "autoclave", 1],
    ["recieve", "receive", 1],
    ["seal", "seal", 0],
    ["seal", "deals", 2],
    ["straße", "strase", 1],
  ])("from %s to %s is %i", (left, right, expected) => {
    expect(distance(left, right)).toBe(expected);
  });

  it("equals its definition, up to the limit", () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 3 }), (left, right, limit) => {
        expect(distance(left, right, limit)).toBe(Math.min(limit + 1, byDefinition([...left], [...right])));
      }),
      { numRuns: 300 },
    );
  });
});

describe("single edits of a word", () => {
  it("are the words at distance 1 with the same first letter, made of a to z and the word's own letters", () => {
    fc.assert(
      fc.property(word, word, (left, right) => {
        const edits = singleEdits(left);
        for (const edit of edits) expect(distance(left, edit)).toBe(1);
        const isOne = distance(left, right) === 1 && left.codePointAt(0) === right.codePointAt(0);
        const isWritable = [...right].every((letter) => /[a-z]/.test(letter) || left.includes(letter));
        expect(edits.has(right)).toBe(isOne && isWritable);
      }),
      { numRuns: 300 },
    );
  });
});
