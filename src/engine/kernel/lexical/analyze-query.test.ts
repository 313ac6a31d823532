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
  it("gives the terms of the one language as often as they occur", async () => {
    expect([...(await analyzeQuery(analyzer, "cats cat dog", ["en"]))]).toEqual([
      ["cat", 2],
      ["dog", 1],
    ]);
  });

  it("counts a word once that is the same term in several languages, and each of its terms where they differ", async () => {
    expect([...(await analyzeQuery(analyzer, "cat tassen cat", ["de", "en", "x"]))]).toEqual([
      ["cat", 2],
      ["tass", 1],
      ["tassen", 1],
    ]);
  });

  it("gives nothing for a collection without documents", async () => {
    expect((await analyzeQuery(analyzer, "cat", [])).size).toBe(0);
  });

  it("leaves the stop words of the question's language out of the other analyses, unless nothing else is asked", async () => {
    const knowing = {
      ...analyzer,
      likeliestLanguage: async () => "en",
      analyze: (text: string, language: string, asked?: string) =>
        analyzer.analyze(text, language).filter((word) => word !== "the" || ![language, asked].includes("en")),
    };
    expect([...(await analyzeQuery(knowing, "the cats", ["de", "en"])).keys()]).toEqual(["cats", "cat"]);
    expect([...(await analyzeQuery(knowing, "the", ["de", "en"])).keys()]).toEqual(["the"]);
    expect([...(await analyzeQuery(knowing, "the cats", ["de"])).keys()]).toEqual(["the", "cats"]);
  });
});
