import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasWordsOf } from "./has-words.ts";

const documents = [
  { title: "Résumé of 2024", uri: "file:///people/cv.pdf" },
  { title: "Fees", uri: "file:///people/fees%202024%20Stra%C3%9Fe.xlsx" },
  { title: "ΣΊΣΥΦΟΣ", uri: "file:///100%.txt" },
];
const letter = fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 });
const found = (text: string) => documents.filter(hasWordsOf(text)).map((document) => documents.indexOf(document));

describe("finding documents by words of their title or URI", () => {
  it("ignores case, diacritics and the order of the words", () => {
    expect([found("resume"), found("2024"), found("2024 fees"), found("fees cv"), found("")]).toEqual([
      ...[[0], [0, 1], [1], [], [0, 1, 2]],
    ]);
  });

  it("compares folded letters and decoded addresses", () => {
    expect([found("STRASSE"), found("straße"), found("σίσυφος"), found("100%"), found("people/")]).toEqual([
      ...[[1], [1], [2], [2], [0, 1]],
    ]);
  });

  it("finds a document by its whole title, and by any part of it", () => {
    fc.assert(
      fc.property(fc.array(letter), fc.nat(), fc.nat(), (letters, one, other) => {
        const document = { title: letters.join(""), uri: "note:///1" };
        const [start, end] = [one, other].map((at) => at % (letters.length + 1)).sort((a, b) => a - b);
        expect(hasWordsOf(letters.slice(start, end).join(""))(document)).toBe(true);
      }),
    );
  });
});
