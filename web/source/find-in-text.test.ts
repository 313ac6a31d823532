import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findInText, foldText } from "./find-in-text.ts";

const find = (text: string, query: string, isMarkdown = false) =>
  findInText(foldText(text, isMarkdown), query, isMarkdown).map(({ start, end }) => text.slice(start, end));

describe("finding words in a document", () => {
  it("takes no notice of case, marks of letters, or how white space is written", () => {
    expect(find("Zürich, ZURICH and zu\u0308rich", "zurich")).toEqual(["Zürich", "ZURICH", "zu\u0308rich"]);
    expect(find("the lost\n  key costs", "lost key")).toEqual(["lost\n  key"]);
    expect(find("auto\u00ADclave", "autoclave")).toEqual(["auto\u00ADclave"]);
    expect(find("ﬁre", "fire")).toEqual(["ﬁre"]);
  });

  it("goes through the signs of Markdown, and only of Markdown", () => {
    expect(find("the **pump P-12** is `oiled`", "pump P-12 is oiled", true)).toEqual(["pump P-12** is `oiled"]);
    expect(find("2 ** 3", "2 3")).toEqual([]);
  });

  it("finds nothing where nothing is asked for, or nothing is there", () => {
    expect(find("words", "  ")).toEqual([]);
    expect(find("words", "*", true)).toEqual([]);
    expect(find("", "a")).toEqual([]);
  });

  it("gives places in order, apart from each other, each of which says what was asked for", () => {
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

  it("finds every word of a text, no later than where it first stands", () => {
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
