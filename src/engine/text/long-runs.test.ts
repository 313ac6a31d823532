import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAnalyzer, isProse, readTables, segmentWords, signText, splitSentences, writtenWords } from "./index.ts";
import { textParts } from "./text-parts.ts";

/**
 * Number of characters in a row at which an expression that keeps something for each of them has overflowed its stack.
 */
const OVERFLOWING = 6_000_000;
const analyzer = createAnalyzer();
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  splitSentences,
  isProse,
  segmentWords,
  writtenWords,
  signText,
  terms: (text) => analyzer.analyze(text, "en"),
  words: (text) => analyzer.words(text),
  readTables: (text) => readTables(text, [{ kind: "table", span: { start: 0, end: text.length } }]),
};

describe("a run of millions of equal characters", () => {
  // The arrow makes the text one of two bytes for each character.
  it.each(["a", "\u0301"])("of %j overflows no stack", (character) => {
    const text = `→ ${character.repeat(OVERFLOWING)} end`;
    for (const read of Object.values(readers)) expect(() => read(text)).not.toThrow();
  });

  it("leaves the words around it as they are", () => {
    const words = segmentWords(`→ pump ${"é".repeat(OVERFLOWING)} hall-3`).map(({ text }) => text);
    expect([words[0], words.at(-1)]).toEqual(["pump", "hall-3"]);
  });
});

describe("the parts of a text", () => {
  it("are the text, and are cut before blanks where there are some", () => {
    const run = fc.tuple(fc.constantFrom("a", "中", "😀", " ", "\n"), fc.nat(100_000));
    fc.assert(
      fc.property(fc.array(run, { maxLength: 6 }), (runs) => {
        const text = runs.map(([character, count]) => character.repeat(count)).join("");
        const parts = [...textParts(text)];
        expect(parts.map((part) => part.text).join("")).toBe(text);
        for (const part of parts) {
          expect(part.text.length).toBeLessThanOrEqual(131_072);
          expect(text.slice(part.start).startsWith(part.text)).toBe(true);
          const isInRun = part.start > 0 && !/[ \n]/.test(text.charAt(part.start));
          if (isInRun) expect(/[ \n]/.test(text.slice(part.start - 65_535, part.start))).toBe(false);
          expect(part.text).not.toMatch(/^[\uDC00-\uDFFF]/);
        }
      }),
      { numRuns: 30 },
    );
  });
});
