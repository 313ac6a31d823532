import { beforeEach, describe, expect, it } from "vitest";
import {
  type Chunker,
  defined,
  type Embedder,
  EmbeddingFailedError,
  everything,
  type LydianEvent,
  never,
} from "../../../core/index.ts";
import { createFakeEmbedder } from "../../../testing/fake-embedder.ts";
import { createMemoryStore } from "../../../testing/memory-store.ts";
import { createPlainAnalyzer } from "../../../testing/plain-analyzer.ts";
import { sampleDocument } from "../../../testing/sample-document.ts";
import { createIndexReader, createIndexWriter } from "../../kernel/index.ts";
import { buildChunks } from "../chunk/build-chunks.ts";
import { cutDocument } from "../chunk/cut-document.ts";
import { completeVectors } from "../complete-vectors.ts";
import type { RechunkRequest, RechunkServices } from "./rechunk-documents.ts";

const query = { collection: "default", scope: everything };
const request: RechunkRequest = { collection: "default", language: "en", embed: true };
let store = createMemoryStore();
let embedder = createFakeEmbedder();
let events: LydianEvent[] = [];

/** A chunk after every match. */
function cutter(id: string, boundary: RegExp, meanwhile?: Chunker): Chunker {
  const chunk: Chunker["chunk"] = async ({ text }, { countTokens }) =>
    [...text.toString().matchAll(boundary)].map(({ 0: part, index }) => ({
      span: { start: index, end: index + part.length },
      headingPath: [],
      tokens: countTokens(part),
    }));
  return defined({ id, fingerprint: `${id} 1`, meanwhile, chunk });
}

const byLine = cutter("lines", /[^\n]+/g);
const byWord = cutter("words", /\S+/g);
const byMeaning = cutter("meaning", /[^.]+\.?/g, byLine);

function services(changes: Partial<RechunkServices> = {}): RechunkServices {
  const parts = { store, analyzer: createPlainAnalyzer() };
  const index = { ...createIndexReader(parts), ...createIndexWriter(parts) };
  return { index, store, embedder, emit: (event) => events.push(event), chunkerFor: () => byWord, ...changes };
}

async function put(id: string, text: string, chunker = byLine, mediaType = "text/plain"): Promise<void> {
  const source = sampleDocument(id, { text, mediaType, elements: [], locations: [] });
  const { drafts, chunkingFingerprint } = await cutDocument({ chunker, embedder }, source, never);
  const document = { ...source, chunkingFingerprint };
  const original = new TextEncoder().encode(`original of ${id}`);
  const add = [{ document, chunks: buildChunks(document, drafts), original }];
  await services().index.commit({ collection: "default", language: "en", add, removeIds: [] }, never);
}

const textsOf = async (document: string) =>
  (await store.chunksOfDocument({ ...query, document }, never)).map(({ text }) => text);

async function find(text: string): Promise<readonly string[]> {
  const values = await embedder.embedQuery(text, never);
  const reader = createIndexReader({ store, analyzer: createPlainAnalyzer() });
  const vector = { values, space: embedder.space, limit: 1, exact: true };
  const found = await reader.search({ ...query, vector, words: { text, limit: 9 } }, never);
  const chunks = await store.readChunks({ ...query, ids: found.vectors.map(({ chunkId }) => chunkId) }, never);
  expect(found.chunksWithoutVectors).toBe(0);
  expect(found.words.length).toBeGreaterThan(0);
  return chunks.map((chunk) => chunk.text);
}

beforeEach(() => {
  store = createMemoryStore();
  embedder = createFakeEmbedder();
  events = [];
});

describe("completeVectors, after the chunking settings have changed", () => {
  it("cuts the stored text again, finds the new chunks by words and meaning, and keeps everything else", async () => {
    await put("a", "red fox\nblue sky");
    await completeVectors(services({ chunkerFor: () => byLine }), request, never);
    const before = await store.readDocument({ ...query, document: "a" }, never);
    const done = await completeVectors(services(), request, never);
    expect(done).toEqual({
      embedded: 0,
      notEmbedded: [],
      rechunked: 1,
      chunksWithoutVectors: 0,
      documentsToRechunk: 0,
    });
    expect(await textsOf("a")).toEqual(["red", "fox", "blue", "sky"]);
    expect(await find("Document a\nblue")).toEqual(["blue"]);
    const after = await store.readDocument({ ...query, document: "a" }, never);
    expect(after).toEqual({
      ...before,
      chunkingFingerprint: `words 1, counted by ${embedder.space.fingerprint}`,
      receipt: { ...before?.receipt, chunks: 4 },
    });
    const original = await store.readOriginal({ ...query, document: "a" }, never);
    expect(new TextDecoder().decode(original)).toBe("original of a");
    expect(events).toContainEqual({ type: "documents-rechunked", collection: "default", done: 1, total: 1 });
  });

  it("gives each version of the chunks its own ids", async () => {
    await put("a", "red\nblue");
    const before = await store.chunksOfDocument({ ...query, document: "a" }, never);
    await completeVectors(services(), request, never);
    const after = await store.chunksOfDocument({ ...query, document: "a" }, never);
    expect(after.map(({ text }) => text)).toEqual(before.map(({ text }) => text));
    expect(after.filter(({ id }) => before.some((chunk) => chunk.id === id))).toEqual([]);
  });

  it("computes no vector again for a text that was a chunk before", async () => {
    await put("a", "red\nblue sky");
    await completeVectors(services({ chunkerFor: () => byLine }), request, never);
    const known = embedder.texts.length;
    await completeVectors(services(), request, never);
    expect(embedder.texts.slice(known)).toEqual(["Document a\nblue", "Document a\nsky"]);
  });

  it("does nothing when all documents are cut as the settings say", async () => {
    await put("a", "red\nblue");
    const index = { ...services().index, commit: () => Promise.reject(new Error("a commit was not expected")) };
    const done = await completeVectors(services({ index, chunkerFor: () => byLine }), request, never);
    expect(done).toEqual({
      embedded: 2,
      notEmbedded: [],
      rechunked: 0,
      chunksWithoutVectors: 0,
      documentsToRechunk: 0,
    });
  });

  it("cuts only media types whose settings have changed", async () => {
    await put("a", "red fox", byLine, "text/html");
    await put("b", "red fox", byLine, "text/markdown");
    const chunkerFor = (mediaType: string) => (mediaType === "text/markdown" ? byWord : byLine);
    await completeVectors(services({ chunkerFor }), request, never);
    expect([await textsOf("a"), await textsOf("b")]).toEqual([["red fox"], ["red", "fox"]]);
  });

  it("continues from the committed groups after a stop", async () => {
    for (let number = 10; number < 50; number++) await put(`d${number}`, `red fox ${number}`);
    const controller = new AbortController();
    const emit = (event: LydianEvent) => {
      if (event.type === "documents-rechunked") controller.abort(new Error("enough"));
    };
    await expect(completeVectors(services({ emit }), request, controller.signal)).rejects.toThrow("enough");
    const counts = await store.chunkings(query, never);
    expect(counts.map(({ documents }) => documents).sort()).toEqual([16, 24]);
    expect(await completeVectors(services(), request, never)).toMatchObject({ rechunked: 24, documentsToRechunk: 0 });
    expect(events.filter(({ type }) => type === "documents-rechunked")).toHaveLength(2);
  });

  it("does not touch a document that changes meanwhile, and cuts the others", async () => {
    await put("a", "red fox");
    await put("b", "blue sky");
    const { index } = services();
    let isFirst = true;
    const commit: typeof index.commit = async (change, signal) => {
      if (isFirst) {
        isFirst = false;
        await put("b", "a sky that somebody else has just made grey");
      }
      return index.commit(change, signal);
    };
    const done = await completeVectors(services({ index: { ...index, commit } }), request, never);
    expect(done).toMatchObject({ rechunked: 1, documentsToRechunk: 1, chunksWithoutVectors: 0 });
    expect(await textsOf("b")).toEqual(["a sky that somebody else has just made grey"]);
    expect(await textsOf("a")).toEqual(["red", "fox"]);
  });

  it("never restores a document that is deleted between its reading and its commit", async () => {
    await put("a", "red fox");
    await put("b", "blue sky");
    const { index } = services();
    const generations: (readonly string[])[] = [];
    let isFirst = true;
    const commit: typeof index.commit = async (change, signal) => {
      if (isFirst) await index.commit({ collection: "default", language: "en", add: [], removeIds: ["b"] }, signal);
      isFirst = false;
      const result = await index.commit(change, signal);
      generations.push((await store.listDocuments(query, never)).map(({ id }) => id));
      return result;
    };
    const done = await completeVectors(services({ index: { ...index, commit } }), request, never);
    expect(done).toEqual({
      embedded: 0,
      notEmbedded: [],
      rechunked: 1,
      chunksWithoutVectors: 0,
      documentsToRechunk: 0,
    });
    expect(generations).toEqual([["a"], ["a"], ["a"]]);
    expect(await find("Document a\nblue")).not.toContain("blue");
  });

  it("never restores a document that is deleted while its vectors are computed", async () => {
    await put("a", "red fox");
    await put("b", "blue sky");
    const { index } = services();
    const attachVectors: typeof index.attachVectors = async (vectors, signal) => {
      await index.commit({ collection: "default", language: "en", add: [], removeIds: ["b"] }, signal);
      return index.attachVectors(vectors, signal);
    };
    const all = { index: { ...index, attachVectors }, chunkerFor: () => byLine };
    expect(await completeVectors(services(all), request, never)).toMatchObject({ chunksWithoutVectors: 0 });
    expect((await store.listDocuments(query, never)).map(({ id }) => id)).toEqual(["a"]);
    expect(await find("Document b\nblue sky")).toEqual(["red fox"]);
  });

  it("waits for vectors where chunks have some, or the chunker needs them", async () => {
    await put("a", "one. two");
    const words = { ...request, embed: false };
    const byWhat = services({ chunkerFor: () => byMeaning });
    expect(await completeVectors(byWhat, words, never)).toMatchObject({ rechunked: 0, documentsToRechunk: 1 });
    expect(await completeVectors(services(), words, never)).toMatchObject({ rechunked: 1, documentsToRechunk: 0 });
    expect(embedder.texts).toEqual([]);
    await completeVectors(byWhat, request, never);
    expect(await textsOf("a")).toEqual(["one.", " two"]);
    expect(await completeVectors(services(), words, never)).toMatchObject({ rechunked: 0, documentsToRechunk: 1 });
    expect(await find("Document a\n two")).toEqual([" two"]);
  });

  it("does not touch a collection that has vectors of another model", async () => {
    await put("a", "red fox");
    await completeVectors(services({ chunkerFor: () => byLine }), request, never);
    const space = { ...embedder.space, fingerprint: "00000000000000bb" };
    const other: Embedder = { ...embedder, space };
    await expect(completeVectors(services({ embedder: other }), request, never)).rejects.toThrow("default");
    expect(await textsOf("a")).toEqual(["red fox"]);
  });

  it("keeps the old chunks when the embedder fails", async () => {
    await put("a", "red fox");
    const embedDocuments = async () => {
      throw new EmbeddingFailedError("No network.");
    };
    const failing = services({ embedder: { ...embedder, embedDocuments } });
    await expect(completeVectors(failing, request, never)).rejects.toThrow("No network.");
    expect(await textsOf("a")).toEqual(["red fox"]);
  });
});
