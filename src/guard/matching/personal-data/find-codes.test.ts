import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findCodes } from "./find-codes.ts";
import { findMatches } from "./find-matches.ts";

const patterns = [
  /(?<![\p{L}\p{N}-])(?=[\p{L}-]{0,12}\d)[\p{L}\p{N}](?:[\p{L}\p{N}]|-(?=[\p{L}\p{N}])){1,9}(?![\p{L}\p{N}-])(?![.,]\p{N})/gu,
  /(?<![\p{L}\p{N}])[A-Za-z]{2}\d{2}(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])[A-Z]{2}\d[A-Z](?![\p{L}\p{N}])/giu,
];
const piece = fc.constantFrom(
  "a",
  "AB",
  "1",
  "23",
  "-",
  " ",
  ".",
  ",",
  "é",
  "\u0301",
  "ſ",
  "𝐀",
  "𝟙",
  "😀",
  "\ud835",
  "٣",
  "\n",
);

describe("codes", () => {
  it("are found as in a search of the whole text", () => {
    let found = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join("");
        for (const pattern of patterns) {
          const expected = [...findMatches(text, pattern, 0.5)];
          found += expected.length;
          expect([...findCodes(text, pattern, 0.5)]).toEqual(expected);
        }
      }),
      { numRuns: 2_000 },
    );
    expect(found).toBeGreaterThan(300);
  });

  it.each(["a", "1", "a1", "-", "é", "𝐀1 "])("are found in linear time in %j again and again", (shape) => {
    const text = `${shape.repeat(300_000)}1`;
    expect([...findCodes(text, /(?<!\p{L})x\d(?!\p{L})/gu, 0.5)]).toEqual([]);
  });
});
