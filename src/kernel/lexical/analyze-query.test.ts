import { describe, expect, it } from "vitest";
import { analyzeQuery } from "./analyze-query.ts";

/** Drops the ending of each language; `x` has none. */
const endings: Readonly<Record<string, RegExp>> = { de: /e?n$/, en: /s$/, x: /$/ };
const analyzer = {
  fingerprint: "endings",
  analyze: (text: string, language: string) => text.split(" ").map((word) => word.replace(endings[language] ?? "", "")),
  words: (text: string) => text.split(" "),
};

describe("analyzeQuery", () => {
  it("gives the terms of the one language as often as they occur", () => {
    expect([...analyzeQuery(analyzer, "cats cat dog", ["en"])]).toEqual([
      ["cat", 2],
      ["dog", 1],
    ]);
  });

  it("counts a word once that is the same term in several languages, and each of its terms where they differ", () => {
    expect([...analyzeQuery(analyzer, "cat tassen cat", ["de", "en", "x"])]).toEqual([
      ["cat", 2],
      ["tass", 1],
      ["tassen", 1],
    ]);
  });

  it("gives nothing for a collection without documents", () => {
    expect(analyzeQuery(analyzer, "cat", []).size).toBe(0);
  });
});
