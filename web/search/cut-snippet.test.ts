import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchWords } from "../reading/index.ts";
import { cutSnippet } from "./cut-snippet.ts";
import { readableText } from "./readable-text.ts";

const wordsIn = (text: string, terms: readonly string[]) =>
  matchWords(text, terms).map(({ start, end }) => text.slice(start, end));

describe("matchWords", () => {
  it("finds every word with the stem of a search term, in any spelling", () => {
    expect(wordsIn("Replacement of a PROBE; a happy prober.", ["replac", "probe", "happi"])).toEqual([
      ...["Replacement", "PROBE", "happy", "prober"],
    ]);
  });

  it("finds a whole code by the code or by one of its parts", () => {
    expect(wordsIn("Order VF-2201-B, not VF-2201-A.", ["vf-2201-b"])).toEqual(["VF-2201-B"]);
    expect(wordsIn("Order VF-2201-B.", ["2201"])).toEqual(["VF-2201-B"]);
  });

  it("does not match a longer word that only starts with a short term", () => {
    expect(wordsIn("key keys keyboard at attic", ["key", "at"])).toEqual(["key", "keys", "at"]);
  });
});

describe("cutSnippet", () => {
  it("cuts a part of the text and keeps each mark on its word", () => {
    const words = fc.array(fc.constantFrom("lost", "key", "costs", "fifteen", "and", "a", "badge", "\n"), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(words, fc.constantFrom("lost", "key", "badge", "none"), (all, term) => {
        const text = all.join(" ");
        const snippet = cutSnippet(text, matchWords(text, [term]));
        expect(text).toContain(snippet.text);
        expect(snippet.isCutBefore).toBe(!text.startsWith(snippet.text));
        for (const { start, end } of snippet.marks) expect(snippet.text.slice(start, end)).toBe(term);
        if (matchWords(text, [term]).length > 0) expect(snippet.marks.length).toBeGreaterThan(0);
        expect(snippet.text.length).toBeLessThanOrEqual(400);
      }),
    );
  });

  it("returns a short text whole", () => {
    expect(cutSnippet("A lost key.", [])).toMatchObject({
      text: "A lost key.",
      isCutBefore: false,
      isCutBehind: false,
    });
  });
});

describe("readableText", () => {
  it("removes the signs of tables and headings, and keeps every word", () => {
    expect(readableText("## Lost\n| What | By |\n| --- | :-: |\n| key | desk |\nA | B is said.")).toBe(
      "Lost\nWhat · By\nkey · desk\nA · B is said.",
    );
  });
});
