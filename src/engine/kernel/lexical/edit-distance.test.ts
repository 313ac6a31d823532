import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance } from "./edit-distance.ts";
import { singleEdits } from "./single-edits.ts";

const distance = (left: string, right: string, most = 3): number => editDistance([...left], [...right], most);
const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "é", "𐐷"), minLength: 1, maxLength: 7 });

/** By its definition, without a table. */
function byDefinition(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return left.length + right.length;
  const [one, other] = [left.slice(0, -1), right.slice(0, -1)];
  const replaced = byDefinition(one, other) + (left.at(-1) === right.at(-1) ? 0 : 1);
  const moved = Math.min(byDefinition(one, right), byDefinition(left, other)) + 1;
  const isSwap = left.length > 1 && right.length > 1 && left.at(-1) === right.at(-2) && left.at(-2) === right.at(-1);
  const swapped = isSwap ? byDefinition(left.slice(0, -2), right.slice(0, -2)) + 1 : replaced;
  return Math.min(replaced, moved, swapped);
}

describe("editDistance", () => {
  it.each([
    ["autoclve", "autoclave", 1],
    ["recieve", "receive", 1],
    ["seal", "seal", 0],
    ["seal", "deals", 2],
    ["straße", "strase", 1],
  ])("is from %s to %s %i", (left, right, expected) => {
    expect(distance(left, right)).toBe(expected);
  });

  it("is what its definition says, up to the most that is asked for", () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 3 }), (left, right, most) => {
        expect(distance(left, right, most)).toBe(Math.min(most + 1, byDefinition([...left], [...right])));
      }),
      { numRuns: 300 },
    );
  });
});

describe("singleEdits", () => {
  it("are the words at distance 1 with the same first letter, of the letters of the word and a to z", () => {
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
