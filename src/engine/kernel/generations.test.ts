import { describe, expect, it } from "vitest";
import { everything, never, type StoreReader } from "../../core/index.ts";
import { indexedDocument, testSpace, vectorOf } from "../../testing/index-documents.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import { createPlainAnalyzer } from "../../testing/plain-analyzer.ts";
import { createIndexReader, createIndexWriter } from "./index.ts";

const query = (text: string) => ({
  collection: "default",
  scope: everything,
  words: { text, language: "en", limit: 10 },
});

async function fill(count: number) {
  const services = { store: createMemoryStore(), analyzer: createPlainAnalyzer() };
  const writer = createIndexWriter(services);
  const reader = createIndexReader(services);
  for (let number = 0; number < count; number++) {
    const add = [indexedDocument({ id: `d${number}`, chunks: [`Word w${number}`] })];
    await writer.commit({ collection: "default", language: "en", add, removeIds: [] }, never);
  }
  for (const { segmentId, chunkIds } of await reader.pendingVectors("default", testSpace, never)) {
    const vectors = chunkIds.map(vectorOf);
    await writer.attachVectors({ segmentId, collection: "default", space: testSpace, vectors }, never);
  }
  return { ...services, writer };
}

describe("an index reader while a writer works", () => {
  it("searches the merged segment if a merge removes its segments before they are read", async () => {
    const { store, writer, analyzer } = await fill(8);
    let merges = 0;
    const slow: StoreReader = {
      ...store,
      async readBlocks(of, visit, signal) {
        if (of.part === "lexical" && merges === 0) merges = await writer.merge("default", never);
        return store.readBlocks(of, visit, signal);
      },
    };
    const found = await createIndexReader({ store: slow, analyzer }).search(query("word"), never);
    expect(merges).toBe(1);
    expect(found.words).toHaveLength(8);
  });

  it("reads each part once for any number of searches, and only new parts after a commit", async () => {
    const { store, writer, analyzer } = await fill(3);
    const reads: string[] = [];
    const counting: StoreReader = {
      ...store,
      readBlocks(of, visit, signal) {
        reads.push(`${of.segmentId} ${of.part}`);
        return store.readBlocks(of, visit, signal);
      },
    };
    const reader = createIndexReader({ store: counting, analyzer });
    await Promise.all([query("w1"), query("w2"), query("word")].map((request) => reader.search(request, never)));
    expect(reads.toSorted()).toEqual([
      "1 documents",
      "1 lexical",
      "2 documents",
      "2 lexical",
      "3 documents",
      "3 lexical",
    ]);
    const add = [indexedDocument({ id: "new", chunks: ["word"] })];
    await writer.commit({ collection: "default", language: "en", add, removeIds: ["d0"] }, never);
    expect((await reader.search(query("word"), never)).words).toHaveLength(3);
    expect(reads.slice(6)).toEqual(["4 documents", "4 lexical"]);
  });
});

describe("a segment whose words were analysed by other rules", () => {
  it("is searched as it is until the next merge analyses its texts again and keeps its vectors", async () => {
    const { store } = await fill(2);
    const analyze = (text: string) =>
      text
        .toLowerCase()
        .split(" ")
        .map((word) => word.slice(0, 1));
    const services = { store, analyzer: { fingerprint: "first-letters", analyze, words: analyze } };
    const reader = createIndexReader(services);
    expect((await reader.search(query("water"), never)).words).toEqual([]);
    expect(await createIndexWriter(services).merge("default", never)).toBe(2);
    expect((await reader.search(query("water"), never)).words).toHaveLength(2);
    const { chunksWithVectors } = await reader.statistics("default", never);
    expect(chunksWithVectors).toBe(2);
  });
});
