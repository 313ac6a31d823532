import assert from "node:assert/strict";
import { InvalidArgumentError, never, type Store, type StoreTransaction } from "../core/index.ts";
import { readPart } from "./read-part.ts";
import { sampleDocument } from "./sample-document.ts";
import type { StoreCase } from "./store-case.ts";

const space = { model: "bge", dimensions: 3, fingerprint: "00000000000000aa" };
const segment = { collection: "default", formatVersion: 1, analysisFingerprint: "english-1", chunkCount: 4 };

/** Returns bytes that differ from their neighbours, so that a wrong order shows. */
const bytesOf = (length: number, seed: number) =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8) + seed) & 255);

async function change<T>(store: Store, work: (transaction: StoreTransaction) => T): Promise<T> {
  return store.transact(async (transaction) => {
    if ((await transaction.collection("default", never)) === undefined) transaction.createCollection("default");
    return work(transaction);
  }, never);
}

const joined = (blocks: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(blocks));

/** Cases about segments, blocks, tombstones and cached vectors. */
export const storeSegmentCases: readonly StoreCase[] = [
  {
    name: "returns a segment's parts in blocks of at most 1 MiB",
    async check(store) {
      const lexical = bytesOf(2 * 1024 * 1024 + 5, 1);
      const documents = bytesOf(10, 2);
      const id = await change(store, (transaction) => transaction.putSegment(segment, { lexical, documents }));
      const blocks = await readPart(store, id, "lexical");
      assert.ok(blocks.every((block) => block.length <= 1024 * 1024));
      assert.ok(Buffer.from(joined(blocks)).equals(lexical), "the lexical part differs");
      assert.deepEqual(joined(await readPart(store, id, "documents")), documents);
      const { segments } = await store.indexState("default", never);
      assert.deepEqual(segments, [{ ...segment, id, sizes: { lexical: lexical.length, documents: documents.length } }]);
    },
  },
  {
    name: "returns no blocks for a missing part or a removed segment",
    async check(store) {
      const id = await change(store, (transaction) => transaction.putSegment(segment, { lexical: bytesOf(9, 1) }));
      assert.deepEqual(await readPart(store, id, "vectors"), []);
      await change(store, (transaction) => transaction.dropSegment(id));
      assert.deepEqual(await readPart(store, id, "lexical"), []);
      assert.deepEqual((await store.indexState("default", never)).segments, []);
    },
  },
  {
    name: "attaches vectors to a segment, and replaces them by those of another space",
    async check(store) {
      const id = await change(store, (transaction) => transaction.putSegment(segment, { lexical: bytesOf(9, 1) }));
      await change(store, (transaction) => transaction.attachVectors(id, space, bytesOf(12, 3)));
      const [attached] = (await store.indexState("default", never)).segments;
      assert.deepEqual([attached?.space, attached?.sizes], [space, { lexical: 9, vectors: 12 }]);
      const other = { model: "nomic", dimensions: 2, fingerprint: "00000000000000bb" };
      await change(store, (transaction) => transaction.attachVectors(id, other, bytesOf(8, 4)));
      const [replaced] = (await store.indexState("default", never)).segments;
      assert.deepEqual([replaced?.space, replaced?.sizes], [other, { lexical: 9, vectors: 8 }]);
      assert.deepEqual(joined(await readPart(store, id, "vectors")), bytesOf(8, 4));
      const late = change(store, (transaction) => transaction.attachVectors(id + 1, space, bytesOf(12, 3)));
      await assert.rejects(late, InvalidArgumentError);
    },
  },
  {
    name: "never reuses the id of a segment, and separates collections",
    async check(store) {
      const first = await change(store, (transaction) =>
        transaction.putSegment({ ...segment, space }, { vectors: bytesOf(3, 1) }),
      );
      await change(store, (transaction) => transaction.dropSegment(first));
      const second = await change(store, (transaction) => transaction.putSegment(segment, { lexical: bytesOf(3, 1) }));
      assert.ok(second > first, `${second} after ${first}`);
      await change(store, (transaction) => transaction.createCollection("other"));
      assert.deepEqual((await store.indexState("other", never)).segments, []);
    },
  },
  {
    name: "stores each tombstone once, ascending, and removes them with their segment",
    async check(store) {
      const [first, second] = await change(store, (transaction) => [
        transaction.putSegment(segment, { lexical: bytesOf(3, 1) }),
        transaction.putSegment(segment, { lexical: bytesOf(3, 2) }),
      ]);
      if (first === undefined || second === undefined) throw new Error("no ids");
      await change(store, (transaction) => {
        transaction.addTombstones(second, [7, 2]);
        transaction.addTombstones(second, [2, 0]);
        transaction.addTombstones(first, [1]);
      });
      const { tombstones } = await store.indexState("default", never);
      assert.deepEqual(
        [...tombstones].sort(([a], [b]) => a - b),
        [
          [first, [1]],
          [second, [0, 2, 7]],
        ],
      );
      await change(store, (transaction) => transaction.dropSegment(second));
      assert.deepEqual([...(await store.indexState("default", never)).tombstones], [[first, [1]]]);
    },
  },
  {
    name: "caches vectors by text hash within a space",
    async check(store) {
      const vectors = new Map([
        ["aa", { scale: Math.fround(3e-8), code: Uint8Array.of(5), values: Int8Array.of(127, -127, 1) }],
        ["bb", { scale: 0.5, code: Uint8Array.of(9, 3).subarray(1), values: Int8Array.of(9, 1, 127, -3).subarray(1) }],
        ["cc", { scale: 0, code: Uint8Array.of(0), values: Int8Array.of(0, 0, 0) }],
      ]);
      await change(store, (transaction) => transaction.cacheVectors(space, vectors));
      await change(store, (transaction) => transaction.cacheVectors(space, vectors));
      assert.deepEqual(await store.cachedVectors(space, ["cc", "bb", "dd", "none", "aa"], never), vectors);
      const other = { ...space, fingerprint: "00000000000000bb" };
      assert.equal((await store.cachedVectors(other, ["aa"], never)).size, 0);
    },
  },
  {
    name: "clears cached vectors when a purge starts, but not when a document is removed",
    async check(store) {
      await change(store, (transaction) => {
        transaction.cacheVectors(
          space,
          new Map([["aa", { scale: 1, code: Uint8Array.of(7), values: Int8Array.of(1, 2, 3) }]]),
        );
        transaction.putDocument(sampleDocument("a"), [], undefined);
      });
      await change(store, (transaction) => transaction.removeDocument("default", "a"));
      assert.equal((await store.cachedVectors(space, ["aa"], never)).size, 1);
      await change(store, (transaction) => transaction.startPurge());
      assert.equal((await store.cachedVectors(space, ["aa"], never)).size, 0);
    },
  },
];
