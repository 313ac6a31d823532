import { createHash } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect } from "vitest";
import { openSqliteStore } from "../../src/adapters/sqlite/index.ts";
import {
  defined,
  type EmbeddingSpace,
  everything,
  type IndexedDocument,
  type IndexedForm,
  never,
  type Store,
} from "../../src/core/index.ts";
import { createIndexReader, createIndexWriter } from "../../src/engine/kernel/index.ts";
import { createAnalyzer } from "../../src/engine/text/index.ts";

const query = { collection: "default", scope: everything };

/** Query of an index: words, or a vector of a space. */
export interface Question {
  readonly text?: string;
  readonly vector?: { readonly values: Float32Array; readonly space: EmbeddingSpace };
}

/** Runs SQLite's own checks on a store's file. */
export function checkFile(directory: string): void {
  const database = new Database(join(directory, "store.db"));
  expect(database.pragma("integrity_check")).toEqual([{ integrity_check: "ok" }]);
  expect(database.pragma("foreign_key_check")).toEqual([]);
  database.close();
}

/** Returns each document with its chunks and its original, and checks that it is whole. */
export async function readAll(store: Store): Promise<readonly IndexedDocument[]> {
  const documents: IndexedDocument[] = [];
  for (const { id } of await store.listDocuments(query, never)) {
    const reference = { ...query, document: id };
    const document = await store.readDocument(reference, never);
    const original = await store.readOriginal(reference, never);
    const chunks = await store.chunksOfDocument(reference, never);
    if (document === undefined || original === undefined) throw new Error(`${id} is not whole`);
    expect(createHash("sha256").update(original).digest("hex")).toBe(document.contentHash);
    expect(Buffer.from(original).toString().trimEnd()).toBe(document.text.trimEnd());
    expect(chunks.length).toBe(document.receipt.chunks);
    for (const { span, text } of chunks) expect(document.text.slice(span.start, span.end)).toBe(text);
    documents.push({ document, chunks, original });
  }
  return documents;
}

/** Returns what the index holds of these documents. */
export async function readForms(store: Store, documents: readonly IndexedDocument[]): Promise<readonly IndexedForm[]> {
  const reader = createIndexReader({ store, analyzer: createAnalyzer() });
  const forms = await reader.readIndexed(
    "default",
    documents.map(({ document }) => document.id),
    never,
  );
  await reader.close();
  return forms;
}

/** Returns the ids and scores of the chunks that each question finds. */
export async function searchAll(store: Store, questions: readonly Question[]): Promise<unknown> {
  const reader = createIndexReader({ store, analyzer: createAnalyzer() });
  const results: unknown[] = [];
  for (const { text, vector } of questions) {
    const limit = 10_000;
    const asked = defined({
      words: text === undefined ? undefined : { text, limit },
      vector: vector === undefined ? undefined : { ...vector, limit, exact: true },
    });
    const { words, vectors, chunksWithoutVectors } = await reader.search({ ...query, ...asked }, never);
    const scores = [...words, ...vectors].map(({ chunkId, score }) => [chunkId, score.toPrecision(9)]);
    results.push([scores, chunksWithoutVectors]);
  }
  await reader.close();
  return results;
}

/** Returns what the questions find in a new store to which the same documents were committed at once. */
export async function searchRebuilt(
  directory: string,
  documents: readonly IndexedDocument[],
  questions: readonly Question[],
): Promise<unknown> {
  const store = await openSqliteStore({ directory, waitMs: 0, mode: "write", create: true });
  const writer = createIndexWriter({ store, analyzer: createAnalyzer() });
  const commit = { collection: "default", language: "en", removeIds: [] };
  const bare = documents.filter(({ vectors }) => vectors === undefined);
  if (bare.length > 0) await writer.commit({ ...commit, add: bare }, never);
  const space = questions.find(({ vector }) => vector !== undefined)?.vector?.space;
  const add = documents.filter(({ vectors }) => vectors !== undefined);
  if (add.length > 0 && space !== undefined) await writer.commit({ ...commit, add, space }, never);
  const results = await searchAll(store, questions);
  await store.close();
  return results;
}
