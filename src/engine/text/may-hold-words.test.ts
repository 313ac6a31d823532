import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldWords } from "./fold-words.ts";
import { mayHoldWords } from "./may-hold-words.ts";

const joined = (words: readonly string[]): string => `\n${words.join("\n")}\n`;
const piece = fc.constantFrom(
  ..."aBz09_.@'-,+# /\\^$*|([{}])?\n\tk",
  "’",
  "‐",
  "é",
  "ſ",
  "\u212A",
  "ﬁ",
  "京",
  "\u00AD",
  "c++",
  "C#",
  "1,234",
  "x-ray",
  "door",
  "E11.9",
);
const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(""));

describe("the quick test for words in sequence", () => {
  it("never rejects a text that contains the words in sequence", () => {
    const cut = fc.record({ text, start: fc.nat(8), length: fc.integer({ min: 1, max: 4 }) });
    fc.assert(
      fc.property(cut, ({ text, start, length }) => {
        const words = foldWords(text).slice(start, start + length);
        if (words.length > 0) expect(mayHoldWords(words)(text)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it("rejects nearly every ASCII text that does not contain them", () => {
    fc.assert(
      fc.property(text, text, (searched, other) => {
        const words = foldWords(other);
        if (words.length === 0 || !mayHoldWords(words)(searched)) return;
        const isPlain = /^[\0-\x7f]*$/.test(searched);
        const hasWords = joined(foldWords(searched)).includes(joined(words));
        // A text that contains the words only as parts of longer words passes, too.
        expect(hasWords || !isPlain || searched.toLowerCase().includes(words[0] ?? "")).toBe(true);
      }),
    );
    expect(mayHoldWords(["door", "seal"])("The seal of the door, and a doorway sealed.")).toBe(false);
    expect(mayHoldWords(["door", "seal"])("The Door -- SEAL")).toBe(true);
  });
});
