import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitSentences } from "../../text/index.ts";
import { readCitedSentences } from "./read-cited-sentences.ts";

function readAll(parts: readonly string[]) {
  const reader = readCitedSentences(splitSentences);
  return [...parts.flatMap((part) => reader.push(part)), ...reader.end()];
}

describe("readCitedSentences", () => {
  it.each([
    ["A key costs 20 euros [1].", [["A key costs 20 euros.", [1]]]],
    ["A key costs 20 euros. [1]", [["A key costs 20 euros.", [1]]]],
    ["A key costs 20 euros.[1][3]", [["A key costs 20 euros.", [1, 3]]]],
    [
      "It is open [3, 1]. It closes at six [2].",
      [
        ["It is open.", [1, 3]],
        ["It closes at six.", [2]],
      ],
    ],
    [
      "It is open. It closes at six [2].",
      [
        ["It is open.", [2]],
        ["It closes at six.", [2]],
      ],
    ],
    ["It is open 【2】。", [["It is open。", [2]]]],
    ["It is open [passage 2].", [["It is open.", [2]]]],
    [
      "It is open [1]. Trust me.",
      [
        ["It is open.", [1]],
        ["Trust me.", []],
      ],
    ],
    ["[1]", []],
    ["See [a] and [12345].", [["See [a] and [12345].", []]]],
  ])("reads %j", (text, expected) => {
    expect(readAll([text]).map(({ text: own, passages }) => [own, passages])).toEqual(expected);
  });

  it("reads list items without their marks", () => {
    expect(readAll(["- Gloves [1]\n2. A mask [2]\n"])).toEqual([
      { text: "Gloves", passages: [1], isLine: true },
      { text: "A mask", passages: [2], isLine: true },
    ]);
  });

  it("returns a sentence as soon as other text follows its marks", () => {
    const reader = readCitedSentences(splitSentences);
    expect(reader.push("A key costs 20 euros [1]")).toEqual([]);
    expect(reader.push("[2]. ")).toEqual([]);
    expect(reader.push("It").map(({ passages }) => passages)).toEqual([[1, 2]]);
  });

  it("reads the same sentences however the text is split", () => {
    const piece = fc.constantFrom(
      "A key costs 20 euros",
      ". ",
      "[1]",
      "[2, 3]",
      " ",
      "\n",
      "- ",
      "Dr. No",
      "!",
      "【4】",
      "[",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.array(fc.nat(200), { maxLength: 12 }), (pieces, cuts) => {
        const text = pieces.join("");
        const places = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length];
        const parts = places.slice(1).map((place, index) => text.slice(places[index], place));
        expect(readAll(parts)).toEqual(readAll([text]));
      }),
    );
  });
});
