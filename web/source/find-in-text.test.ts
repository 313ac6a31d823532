import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findInText, foldText } from "./find-in-text.ts";

const find = (text: string, query: string, isMarkdown = false) =>
  findInText(foldText(text, isMarkdown), query, isMarkdown).map(({ start, end }) => text.slice(start, end));

describe("findInText", () => {
  it("ignores case, accents, soft hyphens and differences in white space", () => {
    expect(find("Zürich, ZURICH and zu\u0308rich", "zurich")).toEqual(["Zürich", "ZURICH", "zu\u0308rich"]);
    expect(find("the lost\n  key costs", "lost key")).toEqual(["lost\n  key"]);
    expect(find("auto\u00ADclave", "autoclave")).toEqual(["auto\u00ADclave"]);
    expect(find("ﬁre", "fire")).toEqual(["ﬁre"]);
  });

  it("ignores formatting signs in Markdown, but not in plain text", () => {
    expect(find("the **pump P-12** is `oiled`", "pump P-12 is oiled", true)).toEqual(["pump P-12** is `oiled"]);
    expect(find("2 ** 3", "2 3")).toEqual([]);
  });

  it("finds nothing for an empty query or in an empty text", () => {
    expect(find("words", "  ")).toEqual([]);
    expect(find("words", "*", true)).toEqual([]);
    expect(find("", "a")).toEqual([]);
  });

  it("returns matches in order and without overlap, each containing the query", () => {
    const texts = fc.string({ unit: fc.constantFrom("a", "A", "b", "é", "ﬁ", " ", "\n", "😀", "\u0301", "\u00AD") });
    fc.assert(
      fc.property(texts, texts, (text, query) => {
        let before = 0;
        for (const { start, end } of findInText(foldText(text), query)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(foldText(text.slice(start, end)).text).toContain(foldText(query.trim()).text);
          before = end;
        }
      }),
    );
  });

  it("finds every word of a text at or before its first exact occurrence", () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "Ö", "1", "😀"), minLength: 1 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(words, fc.nat(), (all, pick) => {
        const word = all[pick % all.length] ?? "";
        const text = all.join(" ");
        const starts = findInText(foldText(text), word).map(({ start }) => start);
        expect(starts[0]).toBeLessThanOrEqual(text.indexOf(word));
      }),
    );
  });
});
