import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { everything, type IndexQuery, never } from "../../core/index.ts";
import { type BriefDocument, indexedDocument } from "../../testing/index-documents.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import { createAnalyzer } from "../text/index.ts";
import { createIndexReader, createIndexWriter } from "./index.ts";

/** Opens an index of these documents, and records the ids of the chunks that are read. */
async function openIndex(documents: readonly BriefDocument[], { isMerged = false } = {}) {
  const store = createMemoryStore();
  const readIds: string[] = [];
  const watched: typeof store = {
    ...store,
    readChunks: (query, signal) => {
      readIds.push(...query.ids);
      return store.readChunks(query, signal);
    },
  };
  const analyzer = createAnalyzer();
  const writer = createIndexWriter({ store, analyzer });
  const groups = isMerged ? documents.map((document) => [document]) : [documents];
  for (const group of groups) {
    const add = group.map(indexedDocument);
    await writer.commit({ collection: "default", language: "en", add, removeIds: [] }, never);
  }
  if (isMerged) await writer.merge("default", never);
  return { reader: createIndexReader({ store: watched, analyzer }), readIds };
}

async function find(
  documents: readonly BriefDocument[],
  phrase: string,
  more: Partial<IndexQuery> = {},
  options: Parameters<typeof openIndex>[1] = {},
) {
  const { reader } = await openIndex(documents, options);
  const query = { collection: "default", scope: everything, words: { text: phrase, limit: 50 }, phrases: [phrase] };
  const { words } = await reader.search({ ...query, ...more }, never);
  return words.map(({ chunkId }) => chunkId.replace(/\..*(?=\d$)/, "")).toSorted();
}

/** Returns the chunks that have a phrase by their texts alone, as `find` names them. */
function chunksWith(documents: readonly BriefDocument[], phrase: string): readonly string[] {
  const words = phrase.split(" ");
  return documents.flatMap(({ id, chunks }) => {
    const inChunk = chunks.flatMap((text, chunk) =>
      (text === "" ? [] : text.split(" ")).map((word) => ({ word, chunk })),
    );
    const hits = inChunk.flatMap((_, start) => {
      const run = inChunk.slice(start, start + words.length);
      if (run.map(({ word }) => word).join(" ") !== phrase) return [];
      const [first, second, ...more] = new Set(run.map(({ chunk }) => chunk));
      if (first === undefined || more.length > 0 || (second !== undefined && second !== first + 1)) return [];
      const wordsInFirst = run.filter(({ chunk }) => chunk === first).length;
      return [second === undefined || 2 * wordsInFirst >= words.length ? first : second];
    });
    return [...new Set(hits)].map((chunk) => `${id}${chunk}`);
  });
}

describe("a phrase across the border of two chunks", () => {
  it("is found in the chunk that has most of its words, the first of two equals", async () => {
    const documents = [{ id: "a", chunks: ["Check the lost", "key box", "of the door", "seal, please."] }];
    expect(await find(documents, "lost key")).toEqual(["a0"]);
    expect(await find(documents, "lost key box")).toEqual(["a1"]);
    expect(await find(documents, "the lost key")).toEqual(["a0"]);
    expect(await find(documents, "key box of the")).toEqual(["a1"]);
    expect(await find(documents, "door seal please")).toEqual(["a3"]);
  });

  it("is found wherever the texts have it, before and after a merge", async () => {
    const text = fc
      .array(fc.constantFrom("door", "seal", "key", "lost"), { maxLength: 4 })
      .map((words) => words.join(" "));
    const documents = fc.array(fc.array(text, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 5 });
    const phrases = fc.array(fc.constantFrom("door", "seal", "key", "lost"), { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(documents, phrases, async (texts, words) => {
        const briefs = texts.map((chunks, at) => ({ id: `d${at}`, chunks }));
        const phrase = words.join(" ");
        const expected = chunksWith(briefs, phrase).toSorted();
        expect(await find(briefs, phrase)).toEqual(expected);
        expect(await find(briefs, phrase, {}, { isMerged: true })).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it("is not searched for between documents, nor in other fields", async () => {
    const documents = [
      { id: "a", title: "Lost", chunks: ["the lost"] },
      { id: "b", headingPath: ["key"], chunks: ["key box"] },
    ];
    expect(await find(documents, "lost key")).toEqual([]);
    const one = [{ id: "a", chunks: ["the lost", "key box"] }];
    const condition = { text: "lost key", isPhrase: true, isExcluded: false };
    const findIn = (field: "text" | "title") =>
      find(one, "lost key", { phrases: [], conditions: [{ ...condition, field }] });
    expect([await findIn("text"), await findIn("title")]).toEqual([["a0"], []]);
  });

  it("can be excluded", async () => {
    const documents = [{ id: "a", chunks: ["the lost", "key box", "lost and key"] }];
    const conditions = [{ text: "lost key", isPhrase: true, isExcluded: true }];
    expect(await find(documents, "lost key", { phrases: [], conditions })).toEqual(["a1", "a2"]);
  });

  it("causes few texts to be read of chunks that have its words in another order", async () => {
    const many = Array.from({ length: 60 }, (_, at) => ({ id: `x${at}`, chunks: [`seal number ${at} of the door`] }));
    const { reader, readIds } = await openIndex([...many, { id: "a", chunks: ["the door", "seal"] }]);
    const query = { collection: "default", scope: everything, words: { text: "door seal", limit: 50 } };
    const { words } = await reader.search({ ...query, phrases: ["door seal"] }, never);
    expect(words.map(({ documentId }) => documentId)).toEqual(["a"]);
    // The filter of a chunk finds one absent pair of eighteen.
    expect(new Set(readIds).size).toBeLessThan(10);
  });
});
