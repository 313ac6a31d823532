import { describe, expect, it } from "vitest";
import { analyzeQuery } from "./analyze-query.ts";

/** Endings that the analyser removes in each language; `x` has none. */
const endings: Readonly<Record<string, RegExp>> = { de: /e?n$/, en: /s$/, x: /$/ };
const analyzer = {
  fingerprint: "endings",
  analyze: (text: string, language: string) => text.split(" ").map((word) => word.replace(endings[language] ?? "", "")),
  words: (text: string) => text.split(" "),
};

describe("the analysis of a query", () => {
  it("counts the terms of a single language", async () => {
    expect([...(await analyzeQuery(analyzer, "cats cat dog", ["en"])).terms]).toEqual([
      ["cat", 2],
      ["dog", 1],
    ]);
  });

  it("counts a word once if its term is the same in several languages, and each of its terms if they differ", async () => {
    expect([...(await analyzeQuery(analyzer, "cat tassen cat", ["de", "en", "x"])).terms]).toEqual([
      ["cat", 2],
      ["tass", 1],
      ["tassen", 1],
    ]);
  });

  it("has no terms for a collection without documents", async () => {
    expect((await analyzeQuery(analyzer, "cat", [])).terms.size).toBe(0);
  });

  it("drops the stop words of the query's language in all languages, unless the query has no other words", async () => {
    const withStopWords = {
      ...analyzer,
      likeliestLanguage: async () => "en",
      analyze: (text: string, language: string, queryLanguage?: string) =>
        analyzer.analyze(text, language).filter((word) => word !== "the" || ![language, queryLanguage].includes("en")),
    };
    expect([...(await analyzeQuery(withStopWords, "the cats", ["de", "en"])).terms.keys()]).toEqual(["cats", "cat"]);
    expect([...(await analyzeQuery(withStopWords, "the", ["de", "en"])).terms.keys()]).toEqual(["the"]);
    expect([...(await analyzeQuery(withStopWords, "the cats", ["de"])).terms.keys()]).toEqual(["the", "cats"]);
  });
});
