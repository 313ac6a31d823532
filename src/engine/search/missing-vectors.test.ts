import { describe, expect, it } from "vitest";
import { everything, never } from "../../core/index.ts";
import { allowAll } from "../../guard/fixtures/guard-that.ts";
import { createFakeEmbedder } from "../../testing/fake-embedder.ts";
import { indexedDocument } from "../../testing/index-documents.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import { createPlainAnalyzer } from "../../testing/plain-analyzer.ts";
import { createIndexReader, createIndexWriter } from "../kernel/index.ts";
import { rememberDocuments } from "./remember-documents.ts";
import { search } from "./search.ts";

const documentCount = 100;
const embedder = createFakeEmbedder();
const byNumber = Array.from({ length: documentCount }, (_, number) => number);

/** Half of the documents speak of leave, each with another density; no two are alike. */
const textOf = (number: number) =>
  [
    ...(number % 2 === 0 ? Array.from({ length: 1 + (number % 7) }, () => "leave") : []),
    ...Array.from({ length: 5 + (number % 11) }, (_, word) => `word${number * 31 + word}`),
  ].join(" ");

/** Creates a store in which this share of the documents has vectors: the same ones in each run. */
async function storeWith(percentWithVectors: number) {
  const parts = { store: createMemoryStore(), analyzer: createPlainAnalyzer() };
  const writer = createIndexWriter(parts);
  const hasVector = (number: number) => (number * 37) % documentCount < percentWithVectors;
  for (const embedded of [true, false]) {
    const numbers = byNumber.filter((number) => hasVector(number) === embedded);
    if (numbers.length === 0) continue;
    const add = numbers.map((number) => indexedDocument({ id: `d${number}`, chunks: [textOf(number)] }));
    const { segmentId } = await writer.commit({ collection: "default", language: "en", add, removeIds: [] }, never);
    if (!embedded || segmentId === undefined) continue;
    const [pending] = await createIndexReader(parts).pendingVectors("default", embedder.space, never);
    const chunks = await parts.store.readChunks(
      { collection: "default", scope: everything, ids: pending?.chunkIds ?? [] },
      never,
    );
    const vectors = await embedder.embedDocuments(
      chunks.map(({ text }) => text),
      never,
    );
    await writer.attachVectors({ segmentId, collection: "default", space: embedder.space, vectors }, never);
  }
  const services = {
    store: rememberDocuments(parts.store),
    index: createIndexReader(parts),
    embedder,
    guard: allowAll,
    clock: { now: () => 0, monotonicMs: () => 0 },
    emit: () => undefined,
  };
  const find = async (mode: "hybrid" | "lexical") => {
    const request = { query: "leave", collection: "default", scope: everything, mode, limit: documentCount };
    return (await search(services, request, never)).hits.map(({ documentId }) => documentId);
  };
  return { find, hasVector: (documentId: string) => hasVector(Number(documentId.slice(1))) };
}

describe("search while vectors are missing", () => {
  it.each([0, 1, 40])(
    "keeps passages without a vector at their ranks by words, with %d percent of the vectors",
    async (percent) => {
      const { find, hasVector } = await storeWith(percent);
      const byWords = await find("lexical");
      const hybrid = await find("hybrid");
      expect(byWords).toHaveLength(documentCount / 2);
      const waiting = byWords.filter((id) => !hasVector(id));
      expect(waiting.length).toBeGreaterThan(20);
      for (const id of waiting) expect(hybrid.indexOf(id)).toBe(byWords.indexOf(id));
    },
  );

  it("fuses all passages as soon as every one has its vector", async () => {
    const { find } = await storeWith(100);
    expect(await find("hybrid")).toHaveLength(documentCount);
    expect((await find("hybrid")).slice(0, 20)).not.toEqual((await find("lexical")).slice(0, 20));
  });
});
