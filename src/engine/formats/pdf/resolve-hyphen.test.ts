import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawPdf, loadBytes, put } from "./fixtures/draw-pdf.ts";
import { countWords, resolveHyphen } from "./resolve-hyphen.ts";

const counts = countWords(["the treatment of long-term cases, the term is", "re-", "entry and a cold chain"]);

describe("resolveHyphen", () => {
  it("joins a word that occurs elsewhere as one, and keeps a hyphen that occurs elsewhere", () => {
    expect(resolveHyphen("a treat-", "ment plan", counts)).toBe("join");
    expect(resolveHyphen("a long-", "term plan", counts)).toBe("keep");
  });

  it("joins words that occur nowhere else, but keeps two words and beginnings of compounds", () => {
    expect(resolveHyphen("the anaes-", "thesia of", counts)).toBe("join");
    expect(resolveHyphen("a cold-", "chain problem", counts)).toBe("keep");
    expect(resolveHyphen("a self-", "made box", counts)).toBe("keep");
  });

  it("does not change dashes, numbers, capitals and ends of words", () => {
    for (const [line, next] of [
      ["2019-", "2021"],
      ["A-", "113"],
      ["Nurse-", "Doctor"],
      ["so -", "it was"],
      ["end", "less"],
    ] as const)
      expect(resolveHyphen(line, next, counts)).toBe("leave");
  });

  it("does not count the parts of words that lines cut", () => {
    expect([...counts.keys()]).not.toContain("entry");
    expect(counts.get("the")).toBe(2);
  });

  it("joins any word that occurs elsewhere, wherever it is cut", () => {
    const word = fc.stringMatching(/^[a-z]{4,12}$/);
    fc.assert(
      fc.property(word, fc.integer({ min: 1, max: 3 }), (text, cut) => {
        expect(resolveHyphen(`x ${text.slice(0, cut)}-`, `${text.slice(cut)} y`, countWords([text]))).toBe("join");
      }),
    );
  });
});

describe("a paragraph with words that lines cut", () => {
  it("is written with whole words, each part with its own box", async () => {
    const bytes = await drawPdf((pdf) => {
      pdf.fontSize(11);
      put(pdf, "The nurse explains the whole treat-", { x: 72, y: 100 });
      put(pdf, "ment to each patient of the long-", { x: 72, y: 114 });
      put(pdf, "term ward, and to the self-", { x: 72, y: 128 });
      put(pdf, "help group of the treatment rooms", { x: 72, y: 142 });
    });
    const { text, locations } = await loadBytes(bytes);
    expect(text).toContain("the whole treatment to each patient");
    expect(text).toContain("self-help group");
    const parts = locations.map(({ span }) => text.slice(span.start, span.end));
    expect(parts.slice(0, 2)).toEqual(["The nurse explains the whole treat", expect.stringMatching(/^ment to each/)]);
    const boxes = locations.slice(0, 2).map(({ location }) => ("page" in location ? location.boxes[0]?.y : undefined));
    expect((boxes[1] ?? 0) - (boxes[0] ?? 0)).toBeCloseTo(14, 0);
  });
});
