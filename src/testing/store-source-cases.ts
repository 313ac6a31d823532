import assert from "node:assert/strict";
import {
  type DocumentOrigin,
  everything,
  never,
  type Source,
  type Store,
  type StoreTransaction,
} from "../core/index.ts";
import { sampleChunks, sampleDocument } from "./sample-document.ts";
import type { StoreCase } from "./store-case.ts";

const reference = { collection: "default", scope: everything, document: "a" };
const folder: Source = {
  collection: "default",
  uri: "file:///docs/",
  options: { metadata: { year: 2024 }, metadataRules: ["path:{team}/*"], accessLabels: ["staff"], depth: 2 },
  addedAt: "2026-01-02T03:04:05.678Z",
};

const change = (store: Store, work: (transaction: StoreTransaction) => unknown) =>
  store.transact(async (transaction) => {
    if ((await transaction.collection("default", never)) === undefined) transaction.createCollection("default");
    return work(transaction);
  }, never);

/** Cases about sources and their documents. */
export const storeSourceCases: readonly StoreCase[] = [
  {
    name: "returns sources by URI, and replaces one with the same URI",
    async check(store) {
      assert.deepEqual(await store.sources("default", never), []);
      const page = { ...folder, uri: "https://example.org/", syncedAt: "2026-01-03T00:00:00.000Z" };
      await change(store, (transaction) => [page, folder].map(transaction.putSource));
      assert.deepEqual(await store.sources("default", never), [folder, page]);
      assert.deepEqual(await store.sources("other", never), []);
      await change(store, (transaction) => transaction.putSource({ ...folder, syncedAt: page.syncedAt }));
      assert.deepEqual(await store.sources("default", never), [{ ...folder, syncedAt: page.syncedAt }, page]);
    },
  },
  {
    name: "updates an existing source, and never creates one",
    async check(store) {
      const synced = { ...folder, syncedAt: "2026-01-03T00:00:00.000Z" };
      const update = () => change(store, (transaction) => transaction.updateSource(synced));
      assert.deepEqual([await update(), await store.sources("default", never)], [false, []]);
      await change(store, (transaction) => transaction.putSource(folder));
      assert.deepEqual([await update(), await store.sources("default", never)], [true, [synced]]);
    },
  },
  {
    name: "stores the origin of a document, and keeps the document without its source",
    async check(store) {
      const known = { language: "de", chunkingFingerprint: "c0ffee", revision: "12-1700000000000" };
      const document = sampleDocument("a", { ...known, source: folder.uri });
      await change(store, (transaction) => {
        transaction.putSource(folder);
        transaction.putDocument(document, sampleChunks(document), undefined);
      });
      assert.deepEqual(await store.readDocument(reference, never), document);
      const remove = () => change(store, (transaction) => transaction.removeSource("default", folder.uri));
      assert.deepEqual([await remove(), await remove()], [["a"], undefined]);
      assert.deepEqual(await store.readDocument(reference, never), sampleDocument("a", known));
    },
  },
  {
    name: "changes and removes a document's source and revision without rewriting its text",
    async check(store) {
      const document = sampleDocument("a");
      await change(store, (transaction) => {
        transaction.putSource(folder);
        transaction.putDocument(document, sampleChunks(document), undefined);
      });
      const put = (documentId: string, origin: Omit<DocumentOrigin, "documentId">) =>
        change(store, (transaction) => transaction.putOrigin("default", { documentId, ...origin }));
      assert.equal(await put("a", { source: folder.uri, revision: "2" }), true);
      assert.deepEqual(await store.readDocument(reference, never), { ...document, source: folder.uri, revision: "2" });
      assert.equal((await store.chunksOfDocument(reference, never)).length, sampleChunks(document).length);
      assert.equal(await put("none", { revision: "3" }), false);
      await assert.rejects(put("a", { source: "file:///elsewhere/" }), { code: "source-not-found" });
      assert.equal(await put("a", {}), true);
      assert.deepEqual(await store.readDocument(reference, never), document);
    },
  },
  {
    name: "rejects a document of a missing source",
    async check(store) {
      const document = sampleDocument("a", { source: folder.uri });
      const put = change(store, (transaction) => transaction.putDocument(document, [], undefined));
      await assert.rejects(put, { code: "source-not-found" });
    },
  },
];
