import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Span } from "../../../core/index.ts";
import type { Splitter } from "./piece.ts";
import { splitInHalf, splitItems, splitParagraphs, splitRows } from "./splitters.ts";

const split = (splitter: Splitter, text: string, span: Span = { start: 0, end: text.length }): string[] =>
  splitter(text, span).map(({ start, end }) => text.slice(start, end));

describe("splitRows", () => {
  const table = "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |";

  it("keeps the header, the rule below it and the first row together", () => {
    expect(split(splitRows({ start: 0, end: 9 }), table)).toEqual(["| a | b |\n|---|---|\n| 1 | 2 |", "| 3 | 4 |"]);
  });

  it("takes every line as a row where no header is known, and keeps a table with one row whole", () => {
    expect(split(splitRows(undefined), table)).toHaveLength(4);
    expect(split(splitRows({ start: 0, end: 9 }), table.slice(0, 19))).toEqual(["| a | b |\n|---|---|"]);
  });
});

describe("splitItems", () => {
  it("keeps all lines of an item together", () => {
    expect(split(splitItems, "- one\n  more\n- two\n  1. inner\n2) three")).toEqual([
      "- one\n  more",
      "- two",
      "1. inner",
      "2) three",
    ]);
  });
});

describe("splitParagraphs", () => {
  it("splits at blank lines, even with spaces in them, and only within the span", () => {
    expect(split(splitParagraphs, "a\nb\n \n\nc\n\nd", { start: 2, end: 8 })).toEqual(["b", "c"]);
  });

  it("splits between the groups of lines that are not blank", () => {
    const text = fc.string({ unit: fc.constantFrom("\n", "\n", " ", "\t", "a", "→"), maxLength: 30 });
    fc.assert(
      fc.property(text, (lines) => {
        const groups = lines.split(/\n\s*\n/).map((group) => group.trim());
        expect(split(splitParagraphs, lines)).toEqual(groups.filter((group) => group !== ""));
      }),
    );
  });

  it("splits at millions of blank lines in a row", () => {
    expect(split(splitParagraphs, `→ a${"\n".repeat(6_000_000)}b`)).toEqual(["→ a", "b"]);
  });
});

describe("splitInHalf", () => {
  it("prefers white space near the middle, then the border of a character", () => {
    expect(split(splitInHalf, "one two three")).toEqual(["one two", "three"]);
    expect(split(splitInHalf, "e\u0301e\u0301e\u0301")).toEqual(["e\u0301", "e\u0301e\u0301"]);
    expect(split(splitInHalf, "👨‍👩‍👧")).toEqual(["👨‍👩‍👧"]);
  });

  it("cuts where a reader sees two characters, whatever they are", () => {
    const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
    const unit = fc.constantFrom(
      ..."aZ9!中文ひガ한ᆨ",
      "e\u0301",
      "中\u0301",
      "か\u3099",
      "\u200d",
      "👨‍👩‍👧",
      "🇩🇪",
      "\ufe0f",
    );
    fc.assert(
      fc.property(fc.string({ unit, minLength: 2, maxLength: 20 }), (text) => {
        const starts = Array.from(graphemes.segment(text), ({ index }) => index).slice(1);
        const [first, ...rest] = split(splitInHalf, text);
        if (rest.length === 0) return;
        const middle = text.length >> 1;
        const cut = first?.length ?? 0;
        expect(starts).toContain(cut);
        expect(Math.abs(cut - middle)).toBe(Math.min(...starts.map((start) => Math.abs(start - middle))));
      }),
    );
  });

  it("cuts a heap of accents between code points", () => {
    const halves = split(splitInHalf, "\u{1E8D0}".repeat(101));
    expect(halves).toHaveLength(2);
    for (const half of halves) expect(/\p{Cs}/u.test(half)).toBe(false);
  });
});
