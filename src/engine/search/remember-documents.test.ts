import { describe, expect, it } from "vitest";
import { type Document, everything, never } from "../../core/index.ts";
import { rememberDocuments } from "./remember-documents.ts";
import type { SearchedStore } from "./search-request.ts";

const signal = never;

/** A store of documents of ten characters, which counts how often one was read whole. */
function countingStore(documents: Map<string, Document>): Omit<SearchedStore, "readDocuments"> & { reads: number } {
  return {
    reads: 0,
    collection: async () => undefined,
    collections: async () => [],
    readChunks: async () => [],
    signatures: async () => new Map(),
    readSummaries: async ({ ids }) => ids.flatMap((id) => documents.get(id) ?? []),
    async readDocument({ document }) {
      this.reads++;
      return documents.get(document);
    },
  };
}

function documentOf(id: string, addedAt = "2026-01-01T00:00:00.000Z"): Document {
  return {
    id,
    collection: "c",
    uri: id,
    title: id,
    mediaType: "text/plain",
    metadata: {},
    accessLabels: [],
    contentHash: "0",
    loader: { id: "text", version: "1" },
    settingsFingerprint: "s",
    addedAt,
    receipt: { pagesWithoutText: [], characters: 10, tables: 0, chunks: 1, warnings: [] },
    text: "0123456789",
    elements: [],
    locations: [],
  };
}

describe("rememberDocuments", () => {
  const query = { collection: "c", scope: everything };
  const read = (store: SearchedStore, document: string) => store.readDocument({ ...query, document }, signal);

  it("reads each version of several documents once", async () => {
    const documents = new Map(["a", "b", "c"].map((id) => [id, documentOf(id)]));
    const counting = countingStore(documents);
    const store = rememberDocuments(counting);
    await read(store, "b");
    const summaries = [documentOf("c"), documentOf("none"), documentOf("b"), documentOf("a")];
    const found = await store.readDocuments({ ...query, summaries }, signal);
    expect(found.map(({ id }) => id)).toEqual(["c", "b", "a"]);
    expect(counting.reads).toBe(4);
    const newer = documentOf("b", "2026-02-02T00:00:00.000Z");
    documents.set("b", newer);
    expect(await store.readDocuments({ ...query, summaries: [newer] }, signal)).toEqual([newer]);
  });

  it("reads a document once, until it is replaced or removed", async () => {
    const documents = new Map([["a", documentOf("a")]]);
    const counting = countingStore(documents);
    const store = rememberDocuments(counting);
    await read(store, "a");
    expect(await read(store, "a")).toBe(documents.get("a"));
    expect(counting.reads).toBe(1);
    documents.set("a", documentOf("a", "2026-02-02T00:00:00.000Z"));
    expect(await read(store, "a")).toBe(documents.get("a"));
    expect(counting.reads).toBe(2);
    documents.delete("a");
    expect(await read(store, "a")).toBeUndefined();
  });

  it("drops the least recently used document if the cache is full", async () => {
    const counting = countingStore(new Map(["a", "b", "c"].map((id) => [id, documentOf(id)])));
    const store = rememberDocuments(counting, 20);
    for (const id of ["a", "b", "a", "c"]) await read(store, id);
    expect(counting.reads).toBe(3);
    await read(store, "a");
    expect(counting.reads).toBe(3);
    await read(store, "b");
    expect(counting.reads).toBe(4);
  });

  it("does not cache a document that is larger than the cache", async () => {
    const counting = countingStore(new Map([["a", documentOf("a")]]));
    const store = rememberDocuments(counting, 9);
    await read(store, "a");
    await read(store, "a");
    expect(counting.reads).toBe(2);
  });
});
