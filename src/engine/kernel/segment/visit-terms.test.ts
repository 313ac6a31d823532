import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPlainAnalyzer } from "../../../testing/plain-analyzer.ts";
import { compareBytes } from "./compare-bytes.ts";
import { invertChunks } from "./invert-chunks.ts";
import { readLexical } from "./read-lexical.ts";
import type { TermEntry } from "./term-blocks.ts";
import { writeLexical } from "./write-lexical.ts";

const utf8 = new TextEncoder();
const decoder = new TextDecoder();

function partOf(terms: readonly string[]) {
  const chunks = terms.map((term) => ({ chunk: { text: term, headingPath: [] }, title: "", language: "en" }));
  return readLexical(writeLexical(invertChunks(chunks, createPlainAnalyzer())));
}

const term = fc.string({ unit: fc.constantFrom("a", "b", "é", "ß"), minLength: 1, maxLength: 6 });
const manyTerms = fc.uniqueArray(term, { minLength: 1, maxLength: 200, size: "max" });

describe("visiting the terms of a dictionary", () => {
  it("skips exactly the terms with the given beginnings, and shows each other term with what it shares", () => {
    fc.assert(
      fc.property(manyTerms, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (terms, skips) => {
        const part = partOf(terms);
        const sorted = terms.map((one) => utf8.encode(one)).sort(compareBytes);
        const skipAt = (index: number) => skips[index % skips.length] ?? 1;

        const expected: string[] = [];
        let last: Uint8Array | undefined;
        for (const one of sorted) {
          const skip = skipAt(expected.length - 1);
          const isSkipped =
            last !== undefined && last.length >= skip && compareBytes(last.slice(0, skip), one.slice(0, skip)) === 0;
          if (isSkipped) continue;
          last = one;
          expected.push(decoder.decode(one));
        }

        const visited: string[] = [];
        let before = new Uint8Array();
        const entries: (TermEntry | undefined)[] = [];
        part.visitFrom(new Uint8Array(), ({ bytes, size, shared, entry }) => {
          const spelling = bytes.slice(0, size);
          expect(compareBytes(before.slice(0, shared), spelling.slice(0, shared))).toBe(0);
          expect(before[shared]).not.toBe(spelling[shared]);
          before = spelling;
          visited.push(decoder.decode(spelling));
          entries.push(entry());
          return skipAt(visited.length - 1);
        });
        expect(visited).toEqual(expected);
        expect(entries).toEqual(visited.map((one) => part.find(utf8.encode(one))));
      }),
      { numRuns: 300 },
    );
  });

  it("ends at once where all terms are skipped", () => {
    const visited: number[] = [];
    partOf(["a", "b", "c"]).visitFrom(new Uint8Array(), ({ size }) => {
      visited.push(size);
      return 0;
    });
    expect(visited).toEqual([1]);
  });
});
