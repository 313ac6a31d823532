import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Metadata } from "../../core/index.ts";
import type { BriefDocument } from "../../testing/index-documents.ts";
import { createAnalyzer } from "../text/index.ts";
import { openTexts } from "./fixtures/open-texts.ts";

const brief = (at: number, text: string, more: Partial<BriefDocument> = {}): BriefDocument => ({
  id: `d${at}`,
  chunks: [text],
  ...more,
});
const withMetadata = (at: number, text: string, metadata: Metadata) => brief(at, text, { metadata });

const documents = [
  brief(0, "The pump drives the seal.", { title: "Pump manual", metadata: { author: "Ann Smith", year: 2024 } }),
  brief(1, "A pump of an old version.", { title: "Draft", metadata: { author: ["Li", "Ng"], year: 2023 } }),
  brief(2, "Doors and their seals: author notes.", { headingPath: ["Pump rooms"], metadata: { Status: "Open" } }),
];
const modes = ["lexical", "vector", "hybrid"] as const;

async function openFinder(all: readonly BriefDocument[] = documents) {
  const { find } = await openTexts(all);
  return async (query: string, options: Parameters<typeof find>[1] = {}) => {
    const { hits, warnings } = await find(query, { hasOperators: true, ...options });
    return { ids: hits.map(({ documentId }) => documentId).sort(), codes: warnings.map(({ code }) => code), warnings };
  };
}

describe("a query with exclusions and field searches", () => {
  it.each([
    ["pump -seal", ["d1"]],
    ["pump NOT seals", ["d1"]],
    ['pump -"old version"', ["d0", "d2"]],
    ["seal -title:pump", ["d2"]],
    ["title:pump", ["d0"]],
    ['title:"pump manual"', ["d0"]],
    ["heading:pump", ["d2"]],
    ["text:pump", ["d0", "d1"]],
    ["pump author:smith", ["d0"]],
    ["pump Author:ng", ["d1"]],
    ['pump author:"ann smith"', ["d0"]],
    ["pump year:2023", ["d1"]],
    ["pump -year:2023", ["d0", "d2"]],
    ["pump status:open", ["d2"]],
    ["pump path:d1", ["d1"]],
    ["pump mediatype:markdown", ["d0", "d1", "d2"]],
  ])("finds by words only what meets the conditions: %s", async (query, ids) => {
    const find = await openFinder();
    expect(await find(query)).toMatchObject({ ids, codes: ["conditions-read"] });
  });

  it.each(modes)("bounds every list of a search, in mode %s", async (mode) => {
    const find = await openFinder();
    expect((await find("pump -seal", { mode })).ids).toEqual(["d1"]);
    expect((await find("title:manual seal", { mode })).ids).toEqual(["d0"]);
    expect((await find("door author:ng", { mode })).ids).toEqual(mode === "lexical" ? [] : ["d1"]);
  });

  it.each(modes)("without words lists the documents that meet the conditions, in mode %s", async (mode) => {
    const find = await openFinder();
    expect((await find("author:smith", { mode })).ids).toEqual(["d0"]);
    expect((await find("-seal", { mode })).ids).toEqual(["d1"]);
    expect((await find("-path:d2 -year:2023", { mode })).ids).toEqual(["d0"]);
  });

  it("says how it was read, and when nothing meets the conditions", async () => {
    const find = await openFinder();
    const { warnings } = await find('pump -"old version" path:d0');
    expect(warnings.map(({ message }) => message)).toEqual([
      'Only passages that meet these conditions were searched: no "old version", "d0" in path. Put a term in quotation marks to search for it as words.',
    ]);
    const unmet = await find("pump title:door");
    expect(unmet).toMatchObject({ ids: [], codes: ["conditions-unmet"] });
    expect(unmet.warnings[0]?.message).toContain('No passage was found that meets these conditions: "door" in title.');
  });

  it("searches an unknown field as words", async () => {
    const find = await openFinder();
    expect(await find("notes:pump")).toMatchObject({ ids: ["d0", "d1", "d2"], codes: [] });
    expect(await find("http://pump 10:30")).toMatchObject({ ids: ["d0", "d1", "d2"], codes: [] });
  });

  it("knows no field that only documents outside the scope have", async () => {
    const hidden = withMetadata(3, "A pump.", { secret: "x" });
    const find = await openFinder([...documents, { ...hidden, accessLabels: ["board"] }]);
    const scope = { kind: "labels", labels: ["staff"] } as const;
    expect((await find("pump secret:x")).codes).toEqual(["conditions-read"]);
    expect((await find("pump secret:x", { scope })).codes).toEqual([]);
  });

  it("consists of ordinary words if operators are not read", async () => {
    const find = await openFinder();
    expect(await find("pump -seal title:manual", { hasOperators: false })).toMatchObject({
      ids: ["d0", "d1", "d2"],
      codes: [],
    });
  });

  it("holds for other phrasings, too", async () => {
    const find = await openFinder();
    const rephrase = async () => ({ texts: ["the seal of a pump"] });
    expect((await find("pump -seal", { rephrase })).ids).toEqual(["d1"]);
  });
});

const word = fc.constantFrom("the", "Door", "doors", "seal", "SEALS", "A-113", "pump", "well-known", "京都", "the-end");
const sentence = fc.array(word, { minLength: 1, maxLength: 7 }).map((words) => words.join(" "));
const analyzer = createAnalyzer();
const padded = (text: string) => ` ${analyzer.words(text).join(" ")} `;

describe("excluded words", () => {
  it("occur in no hit", async () => {
    const texts = fc.uniqueArray(sentence, { minLength: 1, maxLength: 10, selector: (text) => text.toLowerCase() });
    const quoted = fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => ({ words, isQuoted: true }));
    const single = word.filter((one) => one !== "the").map((one) => ({ words: [one], isQuoted: false }));
    const term = fc.record({ sign: fc.constantFrom("-", "NOT "), term: fc.oneof(quoted, single) });
    const excluded = fc.array(term, { minLength: 1, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(texts, sentence, excluded, fc.constantFrom(...modes), async (all, question, signs, mode) => {
        const { find } = await openTexts(all.map((text, at) => brief(at, text)));
        const unwanted = signs.map(({ term: { words } }) => words.join(" "));
        const terms = signs.map(({ sign, term: { isQuoted } }, at) =>
          isQuoted ? `${sign}"${unwanted[at]}"` : `${sign}${unwanted[at]}`,
        );
        const { hits } = await find(`pump ${question} ${terms.join(" ")}`, { hasOperators: true, mode });
        for (const { text } of hits) {
          for (const words of unwanted) expect(padded(text)).not.toContain(padded(words));
        }
      }),
      { numRuns: 60 },
    );
  });
});
