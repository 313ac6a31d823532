import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namesBeforeColons, type QueryCondition, splitQuery } from "./split-query.ts";

const names = ["title", "heading", "text", "path", "author", "Year"];
const fields = new Map(names.map((name) => [name.toLowerCase(), name]));

/** Writes conditions as a reader would: `no title: "old version"`. */
const say = ({ field, text, isPhrase, isExcluded }: QueryCondition) =>
  [isExcluded ? "no" : "", field === undefined ? "" : `${field}:`, isPhrase ? `"${text}"` : text]
    .filter((part) => part !== "")
    .join(" ");
const conditionsOf = (query: string) => splitQuery(query, fields).flatMap(({ condition }) => condition ?? []);
const read = (query: string) => conditionsOf(query).map(say);

describe("splitQuery", () => {
  it.each([
    ["pump -seal", ["no seal"]],
    ["-seal pump", ["no seal"]],
    ["pump -seal, door -key.", ["no seal", "no key"]],
    ['pump -"old version"', ['no "old version"']],
    ["pump -„alte Fassung“ -「旧版」", ['no "alte Fassung"', 'no "旧版"']],
    ["pump NOT seal NOT “old version”", ["no seal", 'no "old version"']],
    ["pump -A-113-07 -E11.9 -C++", ["no A-113-07", "no E11.9", "no C++"]],
    ["pump -well-known", ["no well-known"]],
    ["pump -a/b", ['no "a/b"']],
    ["泵 -密封 NOT 门", ['no "密封"', 'no "门"']],
    ["report -2024 -10234", ["no 2024", "no 10234"]],
  ])("reads what %j excludes", (query, conditions) => {
    expect(read(query)).toEqual(conditions);
  });

  it.each([
    ["title:pump", ["title: pump"]],
    ["Title:pump AUTHOR:smith year:2024", ["title: pump", "author: smith", "Year: 2024"]],
    ['title:"pump manual" door', ['title: "pump manual"']],
    ["heading:«pompe à eau»", ['heading: "pompe à eau"']],
    ["pump -author:smith NOT path:archive/2019", ["no author: smith", 'no path: "archive/2019"']],
    ["path:/home/ann/Pump_v2.pdf", ['path: "/home/ann/Pump_v2.pdf"']],
    ["title:the", ["title: the"]],
  ])("reads the field searches of %j", (query, conditions) => {
    expect(read(query)).toEqual(conditions);
  });

  it.each([
    "a non-smoker with vitamin B-12, a well-known case",
    "- a list - of dashes – and — others -",
    "open 2020-2024 at 10:30, see http://example.org/a:b and mailto:ann@example.org",
    "note: call back; title: pump",
    "re:invent std::vector title::pump title:",
    "keep at -20 °C or -80C, from -5 to -0.5",
    "pre- and post-operative -- with --force",
    "rows:\n-first\n-second",
    "Wareneingang und -ausgang, in- oder -direkt",
    "passengers must NOT be late, do NOT the",
    "DO NOT OPEN THE DOOR",
    "is it not allowed, Not even once",
    "pump -the -and",
    '5"-pipe 6-"bolt -" -“ -*x* -a*',
    "autocl* seal -autocl*",
    'the sign ("do NOT open -seal title:pump now") and "a -b c"',
    "x-y:z a:b :c",
  ])("leaves prose alone: %j", (query) => {
    expect(read(query)).toEqual([]);
    expect(splitQuery(query, fields)).toEqual([{ source: query }]);
  });

  it("names each field that a query may search once, in lower case", () => {
    expect(namesBeforeColons('Note:x author:a -AUTHOR:b NOT tag:"c d" http://x time: 10:30')).toEqual([
      "note",
      "author",
      "tag",
    ]);
  });

  it("keeps every character in some part, and takes conditions from the query only", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "-",
        "NOT ",
        " ",
        "\n",
        '"',
        "“",
        "”",
        "「",
        "」",
        ":",
        "title:",
        "year:",
        "foo:",
        "*",
        "seal",
        "A-113",
        "20",
      ),
      fc.string({ maxLength: 3 }),
      fc.string({ unit: "grapheme", maxLength: 3 }),
    );
    const query = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(query, (text) => {
        const parts = splitQuery(text, fields);
        expect(parts.map(({ source }) => source).join("")).toBe(text);
        for (const { source, condition } of parts) {
          expect(source).not.toBe("");
          if (condition === undefined) continue;
          expect(source).toContain(condition.text);
          expect(condition.text).toMatch(/[\p{L}\p{N}]/u);
          expect(condition.isExcluded || condition.field !== undefined).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
