import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createWorkBudget,
  everything,
  type IndexQuery,
  MAX_QUERY_STEPS,
  never,
  QueryTooComplexError,
} from "../../core/index.ts";
import { indexedDocument } from "../../testing/index-documents.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import { createPlainAnalyzer } from "../../testing/plain-analyzer.ts";
import { createAnalyzer } from "../text/index.ts";
import { createIndexReader, createIndexWriter } from "./index.ts";
import { singleEdits } from "./lexical/single-edits.ts";

const texts = [
  "the autoclave door",
  "a sterile door seals the room",
  "sterile sterilisation of doors",
  "是的 房间 北京大学",
];

async function openIndex(analyzer = createPlainAnalyzer(), copies = 1) {
  const services = { store: createMemoryStore(), analyzer };
  const writer = createIndexWriter(services);
  const all = Array.from({ length: copies }, () => texts).flat();
  const add = all.map((text, at) => indexedDocument({ id: `d${at}`, chunks: [text] }));
  await writer.commit({ collection: "default", language: "en", add, removeIds: [] }, never);
  return createIndexReader(services);
}

const asking = (words: Partial<NonNullable<IndexQuery["words"]>>, phrases: readonly string[] = []): IndexQuery => ({
  collection: "default",
  scope: everything,
  phrases,
  words: { text: "", limit: 5, correctsTypos: true, ...words },
});

const repeated = (...parts: readonly string[]) =>
  fc.tuple(fc.constantFrom(...parts), fc.integer({ min: 1, max: 200 })).map(([part, times]) => part.repeat(times));
const joined = (separator: string, unit: fc.Arbitrary<string>) =>
  fc.array(unit, { maxLength: 60 }).map((parts) => parts.join(separator));
const letters = fc.string({ unit: fc.constantFrom(..."abdeorst"), minLength: 1, maxLength: 40 });
// Spelling help takes most of the time of this test, so few queries have many misspelled words.
const hostile = fc.oneof(
  { weight: 1, arbitrary: joined("-", letters) },
  { weight: 2, arbitrary: letters },
  {
    weight: 40,
    arbitrary: repeated(
      "a",
      "the",
      " ",
      ".",
      "a.",
      "a-",
      "1",
      "1,",
      "?",
      "the ",
      '"',
      '"a ',
      "(",
      "[",
      "e\u0301",
      "是",
      "가",
    ),
  },
  { weight: 20, arbitrary: joined(" ", fc.constantFrom("the", "door", "seals", '"the', 'door"', "sterile", "of")) },
  { weight: 10, arbitrary: joined(".", fc.constantFrom("a", "B", "1", "door", "x2")) },
  { weight: 10, arbitrary: fc.string({ unit: "grapheme", maxLength: 100 }) },
  { weight: 10, arbitrary: fc.string({ unit: "binary", maxLength: 100 }) },
);

describe("the work of a query", () => {
  it("is bounded by its length, for ten thousand hostile queries", { timeout: 120_000 }, async () => {
    const reader = await openIndex();
    let most = 0;
    await fc.assert(
      fc.asyncProperty(hostile, fc.boolean(), async (text, isQuoted) => {
        const work = createWorkBudget(never, MAX_QUERY_STEPS);
        const query = { ...asking({ text }, isQuoted ? [text.slice(0, 200)] : []), work };
        await reader.search(query, never);
        // Five words may be misspelled, and together they have a bounded number of edits.
        expect(work.spent).toBeLessThan(100_000 + 20 * text.length);
        most = Math.max(most, work.spent);
        // A request reads the same words once, however often it searches for them or explains them.
        const { spent } = work;
        await reader.explain(query, [], never);
        expect(work.spent).toBe(spent);
      }),
      { numRuns: 10_000 },
    );
    expect(most).toBeGreaterThan(20_000);
  });

  it("ends with an error when the budget of its request is spent, however many searches share it", async () => {
    const reader = await openIndex();
    const work = createWorkBudget(never, 1_000);
    const search = () => reader.search({ ...asking({ text: "door seals" }), work }, never);
    await search();
    await expect(async () => {
      for (let count = 0; count < 10_000; count++) await search();
    }).rejects.toThrow(QueryTooComplexError);
    expect(work.spent).toBeGreaterThan(900);
    expect(work.spent).toBeLessThanOrEqual(1_000);
  });

  it("ends when the request is aborted", () => {
    const controller = new AbortController();
    const work = createWorkBudget(controller.signal, MAX_QUERY_STEPS);
    work.spend(1);
    controller.abort(new Error("gone"));
    expect(() => work.spend(1)).toThrow("gone");
    expect(work.left).toBe(MAX_QUERY_STEPS - 1);
  });
});

describe("a long word", () => {
  it("has no more edits than a word of eight letters", () => {
    const count = singleEdits("abcdefghi").size;
    expect(singleEdits("abcdefghi".repeat(50)).size).toBeLessThanOrEqual(count + 60);
  });

  it("is not corrected from 31 letters on", async () => {
    const reader = await openIndex(createAnalyzer());
    const expansionsOf = async (length: number) =>
      (await reader.search(asking({ text: "b".repeat(length) }), never)).expansions?.map(({ word }) => word);
    expect(await expansionsOf(30)).toEqual(["b".repeat(30)]);
    expect(await expansionsOf(31)).toBeUndefined();
  });
});

describe("a query with too many parts", () => {
  const many = (count: number, part: (number: number) => string) => Array.from({ length: count }, (_, at) => part(at));

  it("is refused with more than 8 prefixes", async () => {
    const reader = await openIndex();
    const search = (count: number) => reader.search(asking({ prefixes: many(count, (at) => `abc${at}`) }), never);
    expect((await search(8)).expansions).toHaveLength(8);
    await expect(search(9)).rejects.toThrow("The query has 9 prefixes; the maximum is 8.");
  });

  it("is refused with more than 16 phrases, or 256 words in them", async () => {
    const reader = await openIndex();
    const search = (phrases: readonly string[]) => reader.search(asking({ text: "door" }, phrases), never);
    await search(many(16, (at) => `door ${at}`));
    await search(many(40, () => "door seal"));
    await expect(search(many(17, (at) => `door ${at}`))).rejects.toThrow("has 17 quotations");
    await expect(search([many(257, (at) => `w${at}`).join(" ")])).rejects.toThrow("with 257 words");
  });

  const indexOf = async (texts: readonly string[]) => {
    const services = { store: createMemoryStore(), analyzer: createPlainAnalyzer() };
    const add = texts.map((text, at) => indexedDocument({ id: `d${at}`, chunks: [text] }));
    await createIndexWriter(services).commit({ collection: "default", language: "en", add, removeIds: [] }, never);
    return createIndexReader(services);
  };

  it("is searched by the 128 terms that weigh most", async () => {
    const rare = many(128, (at) => `rare${at}`).join(" ");
    const reader = await indexOf([rare, "common", "common"]);
    const found = await reader.search(asking({ text: `common ${rare}` }), never);
    expect(found.termsLeftOut).toBe(1);
    expect(found.words.map(({ documentId }) => documentId)).toEqual(["d0"]);
  });

  it("is searched by fewer terms if their postings would take more than a quarter of the budget", async () => {
    const reader = await indexOf([...many(400, () => "common often"), "rare often"]);
    const search = (limit: number) =>
      reader.search({ ...asking({ text: "often common rare" }), work: createWorkBudget(never, limit) }, never);
    expect((await search(MAX_QUERY_STEPS)).termsLeftOut).toBeUndefined();
    const found = await search(280);
    expect(found.termsLeftOut).toBe(1);
    expect(found.words[0]?.documentId).toBe("d400");
  });
});

describe("a phrase that many chunks might contain", () => {
  it("of one word is looked for in the chunks that rank first, as far as the budget goes, and the result says so", async () => {
    // Every text has "seals", whose stem is that of the quoted word.
    const reader = await openIndex(createAnalyzer(), 80);
    const search = (limit: number) =>
      reader.search({ ...asking({ text: "seal" }, ["seal"]), work: createWorkBudget(never, limit) }, never);
    expect((await search(MAX_QUERY_STEPS)).arePhrasesCut).toBeUndefined();
    expect((await search(1_520_000)).arePhrasesCut).toBe(true);
  });
});
