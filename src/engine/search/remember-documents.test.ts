import { describe, expect, it } from "vitest";
import { type Document, type DocumentSummary, everything, never } from "../../core/index.ts";
import { rememberDocuments } from "./remember-documents.ts";
import type { SearchedStore } from "./search-request.ts";

const signal = never;

/**
 * A store of documents of ten characters, which counts how often one was read whole, and how often a location map was.
 */
function countingStore(documents: Map<string, Document>) {
  const counts = { reads: 0, maps: 0 };
  const store: Parameters<typeof rememberDocuments>[0] = {
    collection: async () => undefined,
    collections: async () => [],
    readChunks: async () => [],
    signatures: async () => new Map(),
    readSummaries: async ({ ids }) => ids.flatMap((id) => documents.get(id) ?? []),
    readExcerpts: async () => undefined,
    async readDocument({ document }) {
      counts.reads++;
      return documents.get(document);
    },
    async readLocations(reference) {
      counts.maps++;
      const document = documents.get(reference.document);
      return document && { document, locations: document.locations };
    },
  };
  return { store, counts };
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
    locations: [
      { span: { start: 0, end: 5 }, location: { slide: 1 } },
      { span: { start: 5, end: 9 }, location: { page: 2, boxes: [{ x: 0, y: 0, width: 1, height: 1 }] } },
    ],
  };
}

describe("rememberDocuments", () => {
  const query = { collection: "c", scope: everything };
  const read = (store: SearchedStore, document: string) => store.readDocument({ ...query, document }, signal);

  it("reads the location map of a version once, and none of a version that was replaced", async () => {
    const documents = new Map(["a", "b"].map((id) => [id, documentOf(id)]));
    const { store: stored, counts } = countingStore(documents);
    const store = rememberDocuments(stored, { characters: 20, places: 3 });
    const locate = (summary: DocumentSummary) => store.readLocations({ ...query, summary }, signal);
    const before = documentOf("a");
    for (let time = 0; time < 3; time++) expect(await locate(before)).toEqual(before.locations);
    expect(counts).toEqual({ reads: 0, maps: 1 });

    const after = documentOf("a", "2026-02-02T00:00:00.000Z");
    documents.set("a", after);
    expect(await locate(after)).toEqual(after.locations);
    expect(await locate(before)).toBeUndefined();
    expect(await locate(documentOf("none"))).toBeUndefined();
  });

  it("drops the least recently used location maps, and keeps none that is larger than the limit", async () => {
    const documents = new Map(["a", "b", "c"].map((id) => [id, documentOf(id)]));
    const { store: stored, counts } = countingStore(documents);
    const locateAll = async (store: SearchedStore, ...ids: readonly string[]) => {
      for (const id of ids) await store.readLocations({ ...query, summary: documentOf(id) }, signal);
      return counts.maps;
    };
    const two = rememberDocuments(stored, { characters: 20, places: 2 * 3 });
    expect(await locateAll(two, "a", "b", "a", "c", "a")).toBe(3);
    expect(await locateAll(two, "b")).toBe(4);
    const none = rememberDocuments(stored, { characters: 20, places: 2 });
    expect(await locateAll(none, "a", "a")).toBe(6);
  });

  it("reads a document once, until it is replaced or removed", async () => {
    const documents = new Map([["a", documentOf("a")]]);
    const { store: stored, counts } = countingStore(documents);
    const store = rememberDocuments(stored);
    await read(store, "a");
    expect(await read(store, "a")).toBe(documents.get("a"));
    expect(counts.reads).toBe(1);
    documents.set("a", documentOf("a", "2026-02-02T00:00:00.000Z"));
    expect(await read(store, "a")).toBe(documents.get("a"));
    expect(counts.reads).toBe(2);
    documents.delete("a");
    expect(await read(store, "a")).toBeUndefined();
  });

  it("drops the least recently used document if the cache is full", async () => {
    const { store: stored, counts } = countingStore(new Map(["a", "b", "c"].map((id) => [id, documentOf(id)])));
    const store = rememberDocuments(stored, { characters: 20, places: 20 });
    for (const id of ["a", "b", "a", "c"]) await read(store, id);
    expect(counts.reads).toBe(3);
    await read(store, "a");
    expect(counts.reads).toBe(3);
    await read(store, "b");
    expect(counts.reads).toBe(4);
  });

  it("does not cache a document that is larger than the cache", async () => {
    const { store: stored, counts } = countingStore(new Map([["a", documentOf("a")]]));
    const store = rememberDocuments(stored, { characters: 9, places: 20 });
    await read(store, "a");
    await read(store, "a");
    expect(counts.reads).toBe(2);
  });
});
