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

describe("mayHoldWords", () => {
  it("says of no text that holds the words one after the other that it does not", () => {
    const cut = fc.record({ text, start: fc.nat(8), length: fc.integer({ min: 1, max: 4 }) });
    fc.assert(
      fc.property(cut, ({ text, start, length }) => {
        const words = foldWords(text).slice(start, start + length);
        if (words.length > 0) expect(mayHoldWords(words)(text)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it("says of nearly every plain text that does not hold them that it does not", () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const words = foldWords(other);
        if (words.length === 0 || !mayHoldWords(words)(one)) return;
        const isPlain = /^[\0-\x7f]*$/.test(one);
        const isHeld = joined(foldWords(one)).includes(joined(words));
        // Parts of words pass too; what they say, the words themselves confirm.
        expect(isHeld || !isPlain || one.toLowerCase().includes(words[0] ?? "")).toBe(true);
      }),
    );
    expect(mayHoldWords(["door", "seal"])("The seal of the door, and a doorway sealed.")).toBe(false);
    expect(mayHoldWords(["door", "seal"])("The Door -- SEAL")).toBe(true);
  });
});
