import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAnalyzer } from "./create-analyzer.ts";
import { stemmedLanguages, stemmerVersion, stemWords } from "./stem-words.ts";

const analyzer = createAnalyzer();
const terms = (text: string, language = "en"): string[] => analyzer.analyze(text, language);

describe("the analysis of words", () => {
  it("stems English words, folds case and drops stop words", () => {
    expect(terms("The Patients were treated with CARE")).toEqual(["patient", "were", "treat", "care"]);
    expect(terms("ﬁne ½ Ｆｕｌｌ patient’s")).toEqual(["fine", "1", "2", "full", "patient"]);
  });

  it.each([
    ["ICD-10 E11.9", "E11.9"],
    ["ICD-10 E11.9", "icd 10"],
    ["fooBar", "foobar"],
    ["fooBar", "bar"],
    ["v1.2.3", "V1.2.3"],
    ["room A-113", "A113"],
    ["COVID-19", "covid19"],
    ["COVID-19", "covid"],
    ["user@x.org", "user@x.org"],
    ["user@x.org", "user"],
    ["snake_case", "snakeCase"],
    ["snake_case", "snake"],
    ["x-rays", "xray"],
    ["x‑ray", "ray"],
    ["e-mail", "emails"],
    ["tissue-resident", "resident tissue"],
    ["tissue-resident", "tissue-resident"],
    ["HTTPServer", "http"],
    ["userID", "id"],
    ["400mg", "400 mg"],
    ["1,234 beds", "1234"],
    ["the U.S.A.", "USA"],
    ["C++ and C#", "c#"],
    ["two E2Fs", "E2F"],
    ["in the 1990s", "1990"],
    ["ex\u00ADample", "example"],
  ])("finds %j by %j", (document, query) => {
    const documentTerms = new Set(terms(document));
    const queryTerms = terms(query);
    expect(queryTerms).not.toEqual([]);
    expect(queryTerms.filter((term) => !documentTerms.has(term))).toEqual([]);
  });

  it("distinguishes words that only look alike", () => {
    expect(terms("v1.2.3")).not.toContain("v123");
    expect(terms("3.14")).toEqual(["3.14"]);
    expect(terms("2019-2020")).toEqual(["2019-2020", "2019", "2020"]);
    expect(terms("C#")).not.toEqual(terms("C"));
    expect(terms("V600E")).toEqual(["v600e"]);
    expect(terms("16S")).toEqual(["16s"]);
    expect(terms("mRNA pH")).toEqual(["mrna", "ph"]);
  });

  it("splits scripts without spaces into words, and finds a short word inside a long one", () => {
    expect(terms("我在北京大学学习", "zh")).toEqual(expect.arrayContaining(["北京", "大学", "学习"]));
    expect(terms("東京タワーに行きました", "ja").length).toBeGreaterThan(3);
    expect(terms("สวัสดีชาวโลก", "th").length).toBeGreaterThan(1);
    expect(terms("IL-6在血清", "zh")).toEqual(expect.arrayContaining(["il6", "血清"]));
    expect(terms("학교에서", "ko")).toContain("학교");
  });

  it("drops the stop words of the question's language and of the document's language", () => {
    expect(analyzer.analyze("the cost of die Karte", "de", "en")).toEqual(["cost", "kart"]);
    expect(analyzer.analyze("the cost of die Karte", "de")).toEqual(["the", "cost", "of", "kart"]);
  });

  it("knows the elisions, stop words and stems of other languages", () => {
    expect(terms("L'hôpital de l’amie", "fr")).toEqual(["hôpital", "ami"]);
    expect(terms("Die Häuser der Stadt", "de")).toEqual(["haus", "stadt"]);
    expect(terms("ISTANBUL IŞIK", "tr")).toContain("ışık");
    expect(terms("the Words", "xx")).toEqual(["the", "words"]);
  });

  it("finds a Korean word without its particle", () => {
    expect(terms("책과 영화를", "ko")).toEqual(expect.arrayContaining(["책", "영화"]));
    expect(terms("도서관에서", "ko")).toContain("도서관");
    expect(terms("은", "ko")).toEqual(["은"]);
  });

  it("analyses Latin words as English in languages of other scripts", () => {
    expect(terms("он запускал servers", "ru")).toContain("server");
    expect(terms("运行 the updates", "zh")).toEqual(["运行", "updat"]);
    expect(terms("the updates", "de")).toEqual(["the", "updat"]);
  });

  it("cuts terms at 64 code units, never inside a surrogate pair", () => {
    const [term] = terms(`${"a".repeat(63)}${"𝐀".repeat(9)}${"𐐷".repeat(40)}`, "xx");
    expect(term?.length).toBeLessThanOrEqual(64);
    expect(/\p{Cs}/u.test(term ?? "")).toBe(false);
  });

  it("gives the same terms from its cache and from another analyser", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
        const first = terms(text);
        expect(terms(text)).toEqual(first);
        expect(createAnalyzer().analyze(text, "en")).toEqual(first);
        expect(first.every((term) => term !== "" && term.length <= 64)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it("finds every word of a text among the text's terms", () => {
    const word = fc.stringMatching(/^[A-Za-z0-9]{1,6}(?:[-_.@][A-Za-z0-9]{1,6}){0,2}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (written) => {
        const textTerms = new Set(terms(written.join(" ")));
        for (const single of written) expect(terms(single).every((term) => textTerms.has(term))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it("may leave words of scripts without an alphabet unstemmed, since no stemmer changes them", () => {
    const scripts = ["Han", "Hiragana", "Katakana", "Hangul", "Thai", "Lao", "Khmer", "Myanmar"];
    const ofScripts = scripts.map((script) => new RegExp(`^[\\p{sc=${script}}]$`, "u"));
    const letters = Array.from({ length: 0x10000 }, (_, code) => String.fromCodePoint(code)).filter((letter) =>
      ofScripts.some((pattern) => pattern.test(letter)),
    );
    const words = fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 6 }).map((all) => all.join(""));
    const stemmers = stemmedLanguages.map(stemWords);
    fc.assert(
      fc.property(words, (word) => {
        const lower = word.toLowerCase();
        for (const stem of stemmers) expect(stem(lower)).toBe(lower);
      }),
      { numRuns: 1_000 },
    );
  });

  it("names the installed stemmer and the Unicode version in its fingerprint", () => {
    const installed = JSON.parse(readFileSync("node_modules/snowball-stemmers/package.json", "utf8"));
    expect(stemmerVersion).toBe(`snowball-stemmers ${installed.version}`);
    expect(analyzer.fingerprint).toContain(stemmerVersion);
    expect(analyzer.fingerprint).toContain(`Unicode ${process.versions.unicode}`);
  });
});
