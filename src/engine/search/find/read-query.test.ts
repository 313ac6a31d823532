import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainQuery, readQuery } from "./read-query.ts";

const languages = ["en", "de"];

describe("readQuery", () => {
  it.each([
    ['lock the "door seal" now', "lock the door seal now", ["door seal"]],
    ['"door seal"', "door seal", ["door seal"]],
    ["“door seal” and “A-113”", "door seal and A-113", ["door seal", "A-113"]],
    ['("door seal"), please', "(door seal), please", ["door seal"]],
    ["„door seal“ und „A-113”", "door seal und A-113", ["door seal", "A-113"]],
    ["« door seal » et «A-113»", "door seal et A-113", ["door seal", "A-113"]],
    ["»door seal« ‹A-113› ›lift‹ ”key”", "door seal A-113 lift key", ["door seal", "A-113", "lift", "key"]],
    ["「北京大学」の『扉』", "北京大学の扉", ["北京大学", "扉"]],
    ["a „lonely mark and « another", "a „lonely mark and « another", []],
    ['5" and 6" pipes', '5" and 6" pipes', []],
    ['a "lonely mark', 'a "lonely mark', []],
    ['"" and "—"', '"" and "—"', []],
    ['"two\nlines"', '"two\nlines"', []],
  ])("reads %j", (query, text, phrases) => {
    expect(readQuery(query, languages)).toMatchObject({ text, words: text, phrases, prefixes: [] });
  });

  it.each([
    ["autocl* seal", "autocl seal", " seal", ["autocl"]],
    ["(A-11*), autocl*?", "(A-11), autocl?", "(), ?", ["A-11", "autocl"]],
    ["au* and 2 * 3 and **bold** and f(x*y)", "au* and 2 * 3 and **bold** and f(x*y)", undefined, []],
  ])("reads the prefixes of %j", (query, text, words, prefixes) => {
    expect(readQuery(query, languages)).toEqual({
      text,
      words: words ?? text,
      phrases: [],
      requiresPhrases: false,
      prefixes,
      conditions: [],
      listsDocuments: false,
      charactersLeftOut: 0,
    });
  });

  it("reads only the beginning of a long query for words, quotations and prefixes, and says how much it left out", () => {
    const long = `${"word ".repeat(409)}"a b" c* ${"more ".repeat(600)}"d e" fgh*`;
    const { text, words, phrases, prefixes, charactersLeftOut } = readQuery(long, languages);
    expect(text).toBe(long.replaceAll('"', "").replace("fgh*", "fgh"));
    expect(words).toBe(`${"word ".repeat(409)}"a`);
    expect([phrases, prefixes]).toEqual([[], []]);
    expect(charactersLeftOut).toBe(long.length - words.length);
    const plain = "a".repeat(3_000);
    const phrasing = plainQuery(plain, { conditions: [] });
    expect(phrasing).toMatchObject({ text: plain, words: "a".repeat(2_048), charactersLeftOut: 952 });
    expect(readQuery("是".repeat(600), languages)).toMatchObject({ words: "是".repeat(512), charactersLeftOut: 88 });
  });

  it.each([
    ['"door seal"', true],
    ['("door seal") and the “A-113”?', true],
    ['"Türdichtung" oder "A-113"', true],
    ['door "A-113"', false],
    ['lock "door seal"', false],
    ['autocl* "door seal"', false],
    ['"" and "door seal"', true],
    ['5" pipe "door seal"', false],
    ["and the", false],
  ])("decides whether every hit for %j must contain its phrases: %j", (query, requires) => {
    expect(readQuery(query, languages).requiresPhrases).toBe(requires);
  });

  it("keeps every letter and digit of a query, and returns only phrases that are in it", () => {
    const letters = (text: string) => text.match(/[\p{L}\p{N}]/gu) ?? [];
    const piece = fc.oneof(fc.constantFrom('"', " ", "“", "”", "*", "seal", "A-113"), fc.string({ maxLength: 3 }));
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
        (query) => {
          const { text, phrases, prefixes } = readQuery(query, languages);
          expect(letters(text)).toEqual(letters(query));
          for (const prefix of prefixes) expect(query).toContain(`${prefix}*`);
          for (const phrase of phrases) expect(query).toContain(phrase);
        },
      ),
    );
  });
});
