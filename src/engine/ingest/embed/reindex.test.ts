import { beforeEach, describe, expect, it } from "vitest";
import { type Embedder, everything, type LydianEvent, never, StoreBusyError } from "../../../core/index.ts";
import { createFakeEmbedder } from "../../../testing/fake-embedder.ts";
import { indexedDocument } from "../../../testing/index-documents.ts";
import { createMemoryStore } from "../../../testing/memory-store.ts";
import { createPlainAnalyzer } from "../../../testing/plain-analyzer.ts";
import { createIndexReader, createIndexWriter } from "../../kernel/index.ts";
import { embedPending } from "./embed-pending.ts";
import { type ReindexServices, reindex } from "./reindex.ts";

const request = { collection: "default", forgetOld: false };
const old = { model: "old", dimensions: 8, fingerprint: "00000000000000aa" };
let store = createMemoryStore();
let embedder = createFakeEmbedder();
let events: LydianEvent[] = [];

function services(changes: Partial<Embedder> = {}): ReindexServices {
  const parts = { store, analyzer: createPlainAnalyzer() };
  const index = { ...createIndexReader(parts), ...createIndexWriter(parts) };
  return { index, store, embedder: { ...embedder, ...changes }, emit: (event) => events.push(event) };
}

const commit = (id: string, chunks: readonly string[]) =>
  createIndexWriter({ store, analyzer: createPlainAnalyzer() }).commit(
    { collection: "default", language: "en", add: [indexedDocument({ id, chunks })], removeIds: [] },
    never,
  );

const spacesInUse = async () => (await store.indexState("default", never)).segments.map(({ space }) => space?.model);

async function nearest(text: string) {
  const values = await embedder.embedQuery(text, never);
  const vector = { values, space: embedder.space, limit: 1, exact: true };
  const reader = createIndexReader({ store, analyzer: createPlainAnalyzer() });
  const found = await reader.search({ collection: "default", scope: everything, vector }, never);
  return found.vectors.map(({ documentId }) => documentId);
}

beforeEach(async () => {
  store = createMemoryStore();
  embedder = createFakeEmbedder();
  events = [];
  await commit("a", ["one", "two"]);
  await commit(
    "b",
    Array.from({ length: 40 }, (_, number) => `b ${number}`),
  );
  await embedPending(services({ space: old }), request, never);
});

describe("reindex", () => {
  it("replaces the vectors of all segments at once, and emits an event", async () => {
    const atBatches: unknown[] = [];
    const watching = services();
    const watch = async (texts: readonly string[], signal: AbortSignal) => {
      atBatches.push(await spacesInUse());
      return embedder.embedDocuments(texts, signal);
    };
    const outcome = await reindex({ ...watching, embedder: { ...embedder, embedDocuments: watch } }, request, never);
    expect(outcome).toEqual({ swapped: true, embedded: 42, notEmbedded: [] });
    expect(atBatches).toEqual([
      ["old", "old"],
      ["old", "old"],
    ]);
    expect(await spacesInUse()).toEqual(["fake", "fake"]);
    expect((await store.collection("default", never))?.space).toEqual(embedder.space);
    expect(events).toContainEqual({ type: "space-swapped", collection: "default", from: "old", to: "fake" });
    expect([await nearest("one"), await nearest("b 7")]).toEqual([["a"], ["b"]]);
  });

  it("replaces the vectors, too, if the new model cannot read a text, which is then found by its words only", async () => {
    const refuse = async (texts: readonly string[], signal: AbortSignal) => {
      if (texts.some((text) => text.endsWith("two"))) throw new RangeError("This text is too much for me.");
      return embedder.embedDocuments(texts, signal);
    };
    expect(await reindex(services({ embedDocuments: refuse }), request, never)).toEqual({
      swapped: true,
      embedded: 42,
      notEmbedded: [expect.objectContaining({ outcome: "failed", code: "embedding-failed" })],
    });
    expect(await spacesInUse()).toEqual(["fake", "fake"]);
    expect(events).toContainEqual(expect.objectContaining({ type: "document-failed", code: "embedding-failed" }));
    expect([await nearest("one"), await nearest("b 7")]).toEqual([["a"], ["b"]]);
  });

  it("continues from the cache after a stop, which leaves the old space whole", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const isLast = (event: LydianEvent) => event.type === "vectors-attached" && event.done === event.total;
    const stopping = { ...services(), emit: (event: LydianEvent) => isLast(event) && controller.abort(reason) };
    await expect(reindex(stopping, request, controller.signal)).rejects.toBe(reason);
    expect(await spacesInUse()).toEqual(["old", "old"]);
    const computed = embedder.texts.length;
    await reindex(services(), request, never);
    // The last batch was on its way into the cache.
    expect(embedder.texts.length - computed).toBe(10);
    expect(await spacesInUse()).toEqual(["fake", "fake"]);
  });

  it("includes what is added and removed meanwhile", async () => {
    let isFirst = true;
    const adding = services();
    const addOnce = async (texts: readonly string[], signal: AbortSignal) => {
      if (isFirst) await commit("c", ["three"]);
      isFirst = false;
      return embedder.embedDocuments(texts, signal);
    };
    const outcome = await reindex({ ...adding, embedder: { ...embedder, embedDocuments: addOnce } }, request, never);
    expect(outcome).toEqual({ swapped: true, embedded: 43, notEmbedded: [] });
    expect(await spacesInUse()).toEqual(["fake", "fake", "fake"]);
  });

  it("embeds texts again whose vectors were purged from the cache", async () => {
    const purging = services();
    let isFirst = true;
    const swapSpace: ReindexServices["index"]["swapSpace"] = async (swap, signal) => {
      if (isFirst)
        await createIndexWriter({ store, analyzer: createPlainAnalyzer() }).commit(
          { collection: "default", language: "en", add: [], removeIds: ["a"], purge: true },
          never,
        );
      isFirst = false;
      return purging.index.swapSpace(swap, signal);
    };
    const outcome = await reindex({ ...purging, index: { ...purging.index, swapSpace } }, request, never);
    expect(outcome).toEqual({ swapped: true, embedded: 40, notEmbedded: [] });
  });

  it("computes only missing vectors when the others are of this model already", async () => {
    await reindex(services(), request, never);
    await commit("c", ["three"]);
    expect(await reindex(services(), request, never)).toEqual({ swapped: false, embedded: 1, notEmbedded: [] });
    expect(await reindex(services(), request, never)).toEqual({ swapped: false, embedded: 0, notEmbedded: [] });
  });

  it("deletes the old vectors only if the request says so", async () => {
    const forward = await reindex(services(), request, never);
    const computed = embedder.texts.length;
    await reindex(services({ space: old }), { ...request, forgetOld: true }, never);
    expect([forward.swapped, embedder.texts.length]).toEqual([true, computed]);
    await reindex(services(), request, never);
    expect(embedder.texts.length).toBe(computed + 42);
  });

  it("gives up with a hint if the collection changes in every round", async () => {
    const moving = { ...services(), index: { ...services().index, swapSpace: async () => false } };
    await expect(reindex(moving, request, never)).rejects.toThrow(StoreBusyError);
  });
});
