import assert from "node:assert/strict";
import { CollectionNotFoundError, everything, InvalidArgumentError, never, type Store } from "../core/index.ts";
import { sampleChunks, sampleDocument } from "./sample-document.ts";
import type { StoreCase } from "./store-case.ts";

const query = { collection: "default", scope: everything };
const idsOf = async (store: Store) => (await store.listDocuments(query, never)).map(({ id }) => id);

/** Cases about collections and transactions. */
export const storeTransactionCases: readonly StoreCase[] = [
  {
    name: "is empty at the beginning",
    async check(store) {
      assert.deepEqual(await store.collections(never), []);
      assert.equal(await store.collection("default", never), undefined);
      assert.deepEqual(await store.listDocuments(query, never), []);
      const { generation, segments, tombstones } = await store.indexState("default", never);
      assert.deepEqual([generation, segments.length, tombstones.size], [0, 0, 0]);
    },
  },
  {
    name: "stores collections by name, each with its generation and space",
    async check(store) {
      const space = { model: "bge", dimensions: 3, fingerprint: "00000000000000aa" };
      const generation = await store.transact(async (transaction) => {
        transaction.createCollection("handbook");
        transaction.createCollection("default");
        transaction.setSpace("handbook", space);
        transaction.advanceGeneration("handbook");
        return transaction.advanceGeneration("handbook");
      }, never);
      assert.equal(generation, 2);
      const [first, second, third] = await store.collections(never);
      assert.deepEqual([first?.name, first?.generation, first?.space, third], ["default", 0, undefined, undefined]);
      assert.deepEqual([second?.name, second?.generation, second?.space], ["handbook", 2, space]);
      assert.match(first?.createdAt ?? "", /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      assert.deepEqual(await store.collection("handbook", never), second);
    },
  },
  {
    name: "rejects a duplicate name, an invalid name, and a missing collection",
    async check(store) {
      await store.transact(async (transaction) => transaction.createCollection("default"), never);
      const create = (name: string) => store.transact(async (transaction) => transaction.createCollection(name), never);
      for (const name of ["default", "", "Upper", "-dash", "a".repeat(64)])
        await assert.rejects(create(name), InvalidArgumentError);
      const put = (collection: string) =>
        store.transact(
          async (transaction) => transaction.putDocument(sampleDocument("a", { collection }), [], undefined),
          never,
        );
      await assert.rejects(put("elsewhere"), CollectionNotFoundError);
    },
  },
  {
    name: "stores nothing of a transaction that throws",
    async check(store) {
      const reason = new Error("the work failed");
      const failing = store.transact(async (transaction) => {
        transaction.createCollection("default");
        transaction.putDocument(sampleDocument("a"), sampleChunks(sampleDocument("a")), undefined);
        throw reason;
      }, never);
      await assert.rejects(failing, reason);
      assert.deepEqual(await store.collections(never), []);
      await store.transact(async (transaction) => transaction.createCollection("default"), never);
    },
  },
  {
    name: "stores nothing of an aborted transaction, and rejects with the signal's reason",
    async check(store) {
      const controller = new AbortController();
      const reason = new Error("stopped by the caller");
      const aborted = store.transact(async (transaction) => {
        transaction.createCollection("default");
        controller.abort(reason);
      }, controller.signal);
      await assert.rejects(aborted, reason);
      assert.deepEqual(await store.collections(never), []);
      await assert.rejects(store.collections(AbortSignal.abort(reason)), reason);
    },
  },
  {
    name: "hides a running transaction from readers, but shows it its own writes",
    async check(store) {
      await store.transact(async (transaction) => transaction.createCollection("default"), never);
      await store.transact(async (transaction) => {
        transaction.putDocument(sampleDocument("a"), sampleChunks(sampleDocument("a"), 2), undefined);
        assert.deepEqual(await idsOf(store), []);
        const reference = { ...query, document: "a" };
        assert.equal((await transaction.readDocument(reference, never))?.title, "Document a");
        assert.equal((await transaction.chunksOfDocument(reference, never)).length, 2);
      }, never);
      assert.deepEqual(await idsOf(store), ["a"]);
    },
  },
  {
    name: "runs transactions one after the other, in call order",
    async check(store) {
      await store.transact(async (transaction) => transaction.createCollection("default"), never);
      const steps: string[] = [];
      const run = (name: string) =>
        store.transact(async (transaction) => {
          steps.push(`${name} begins`);
          await transaction.collection("default", never);
          transaction.advanceGeneration("default");
          steps.push(`${name} ends`);
        }, never);
      await Promise.all([run("first"), run("second"), run("third")]);
      assert.deepEqual(
        steps,
        ["first", "second", "third"].flatMap((name) => [`${name} begins`, `${name} ends`]),
      );
      assert.equal((await store.collection("default", never))?.generation, 3);
    },
  },
];
