import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitSentences } from "../../text/index.ts";
import { readCitedRows } from "./read-cited-rows.ts";
import { readCitedSentences } from "./read-cited-sentences.ts";

function readAll(pieces: readonly string[]) {
  const reader = readCitedRows(readCitedSentences(splitSentences));
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
}

const header = "| Key | Price |\n| --- | --- |";

describe("readCitedRows", () => {
  it("reads a row as a sentence of its cells with their column names", () => {
    const text = "| Key | Price |\n|:--|--:|\n| Standard key | 20 euros | [2]\n| Master key | 90 euros [1][3] |\n";
    expect(readAll([text])).toEqual([
      {
        text: "| Standard key | 20 euros |",
        statement: "key: Standard key; price: 20 euros",
        header,
        passages: [2],
        isLine: true,
      },
      {
        text: "| Master key | 90 euros |",
        statement: "key: Master key; price: 90 euros",
        header,
        passages: [1, 3],
        isLine: true,
      },
    ]);
  });

  it("skips empty cells and rows, and keeps escaped bars in a cell", () => {
    const [first, ...more] = readAll(["| A | |\n|---|---|\n| a\\|b | - | [1]\n| - | | [1]"]);
    expect(first).toMatchObject({ text: "| a\\|b | - |", statement: "A: a\\|b", passages: [1] });
    expect(more).toEqual([]);
  });

  it("reads other lines as sentences, and starts a new table after them", () => {
    const read = readAll([`${header}\n| a | 1 | [1]\nBoth cost less in May [2].\n| B |\n|--|\n| c | [1]`]);
    expect(read.map(({ text }) => text)).toEqual(["| a | 1 |", "Both cost less in May.", "| c |"]);
    expect(read.map(({ passages }) => passages)).toEqual([[1], [2], [1]]);
  });

  it("reads the same rows however the text is split, with only the numbers of the marks", () => {
    const piece = fc.constantFrom("| a ", "|", "| 7 |", "---", " [1]", "[2]", "\n", "A key. ", "It is [3]. ", "\\|");
    const text = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, fc.array(fc.nat(80), { maxLength: 6 }), (whole, cuts) => {
        const places = [0, ...cuts.filter((cut) => cut < whole.length).sort((a, b) => a - b), whole.length];
        const pieces = places.slice(1).map((end, index) => whole.slice(places[index], end));
        const read = readAll(pieces);
        expect(read).toEqual(readAll([whole]));
        for (const { passages } of read) expect(passages.every((number) => number < 4)).toBe(true);
      }),
    );
  });
});
