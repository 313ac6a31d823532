import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDistanceWalk } from "./distance-walk.ts";
import { singleEdits } from "./single-edits.ts";

const codePoints = (text: string) => Array.from(text, (letter) => letter.codePointAt(0) ?? 0);

function distance(left: string, right: string, limit = 3): number {
  const walk = createDistanceWalk([codePoints(left)], limit);
  const isNear = codePoints(right).every((letter) => walk.push(letter));
  return isNear ? walk.distance() : limit + 1;
}

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

  it("is the same after other words with the same beginning", () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 3 }),
        fc.array(word, { minLength: 1 }),
        (words, spelled) => {
          const walk = createDistanceWalk(words.map(codePoints), 3);
          let before: readonly number[] = [];
          for (const other of spelled.toSorted()) {
            const letters = codePoints(other);
            const shared = letters.findIndex((letter, at) => letter !== before[at]);
            const kept = shared < 0 ? letters.length : shared;
            walk.keep(kept);
            for (const letter of letters.slice(kept)) walk.push(letter);
            expect(walk.distance()).toBe(Math.min(4, ...words.map((one) => byDefinition([...one], [...other]))));
            before = letters;
          }
        },
      ),
      { numRuns: 100 },
    );
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
