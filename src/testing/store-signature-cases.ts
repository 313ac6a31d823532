import assert from "node:assert/strict";
import { type AccessScope, type Document, everything, never, type Signature, type Store } from "../core/index.ts";
import { sampleDocument } from "./sample-document.ts";
import type { StoreCase } from "./store-case.ts";

const query = { collection: "default", scope: everything };
const signatureOf = (byte: number, ...bands: readonly number[]): Signature => ({ bytes: Uint8Array.of(byte), bands });

async function put(store: Store, signed: readonly (readonly [Document, Signature?])[]): Promise<void> {
  await store.transact(async (transaction) => {
    if ((await transaction.collection("default", never)) === undefined) transaction.createCollection("default");
    for (const [document, signature] of signed) {
      transaction.putDocument(document, [], undefined);
      if (signature !== undefined) transaction.putSignature("default", document.id, signature);
    }
  }, never);
}

const bytesOf = async (store: Store, ids: readonly string[], scope = query.scope) =>
  [...(await store.signatures({ ...query, scope, ids }, never))].map(([id, bytes]) => [id, ...bytes]).sort();

const sharing = async (store: Store, id: string, scope: AccessScope = everything) =>
  (await store.sharedBands({ ...query, scope, ids: [id] }, never)).get(id)?.map(({ documentId }) => documentId);

/** Cases about signatures and shared bands. */
export const storeSignatureCases: readonly StoreCase[] = [
  {
    name: "returns signatures, and finds documents that share a band",
    async check(store) {
      await put(store, [
        [sampleDocument("a"), signatureOf(1, 7, 2 ** 32 - 1)],
        [sampleDocument("b"), signatureOf(2, 8, 2 ** 32 - 1)],
        [sampleDocument("c"), signatureOf(3, 2 ** 32 - 1, 7)],
        [sampleDocument("d")],
      ]);
      assert.deepEqual(await bytesOf(store, ["b", "d", "none", "a"]), [
        ["a", 1],
        ["b", 2],
      ]);
      const shared = await store.sharedBands({ ...query, ids: ["a", "c", "d"] }, never);
      assert.deepEqual([...shared.keys()].sort(), ["a", "c"]);
      assert.deepEqual(shared.get("c"), []);
      const [found] = shared.get("a") ?? [];
      assert.deepEqual([found?.documentId, found?.uri, ...(found?.signature ?? [])], ["b", sampleDocument("b").uri, 2]);
      assert.deepEqual(await store.signatures({ ...query, collection: "other", ids: ["a"] }, never), new Map());
    },
  },
  {
    name: "replaces a signature, and removes it with its version of the document",
    async check(store) {
      await put(store, [
        [sampleDocument("a"), signatureOf(1, 7)],
        [sampleDocument("b"), signatureOf(2, 8)],
      ]);
      const sign = (id: string, signature: Signature) =>
        store.transact(async (transaction) => transaction.putSignature("default", id, signature), never);
      assert.equal(await sign("none", signatureOf(9, 9)), false);
      assert.equal(await sign("b", signatureOf(3, 7)), true);
      assert.deepEqual([await bytesOf(store, ["b"]), await sharing(store, "a")], [[["b", 3]], ["b"]]);
      await put(store, [[sampleDocument("b", { text: "Another text.", elements: [], locations: [] })]]);
      assert.deepEqual([await bytesOf(store, ["b"]), await sharing(store, "a")], [[], []]);
      await sign("b", signatureOf(4, 7));
      await store.transact(async (transaction) => transaction.removeDocument("default", "a"), never);
      assert.deepEqual([await bytesOf(store, ["a", "b"]), await sharing(store, "b")], [[["b", 4]], []]);
    },
  },
  {
    name: "hides the signature of a document from readers without access",
    async check(store) {
      await put(store, [
        [sampleDocument("open"), signatureOf(1, 7)],
        [sampleDocument("secret", { accessLabels: ["board"] }), signatureOf(1, 7)],
      ]);
      const board = { kind: "labels", labels: ["board"] } as const;
      const staff = { kind: "labels", labels: ["staff"] } as const;
      assert.deepEqual([await sharing(store, "open", board), await sharing(store, "open", staff)], [["secret"], []]);
      assert.deepEqual(
        [await sharing(store, "secret", staff), await bytesOf(store, ["secret"], staff)],
        [undefined, []],
      );
    },
  },
  {
    name: "finds a readable document that shares a band, however many hidden ones do",
    async check(store) {
      const hidden = Array.from({ length: 250 }, (_, number) =>
        sampleDocument(`hidden${number}`, { accessLabels: ["board"] }),
      );
      const documents = [sampleDocument("first"), ...hidden, sampleDocument("last")];
      await put(
        store,
        documents.map((document) => [document, signatureOf(1, 7)]),
      );
      assert.deepEqual(await sharing(store, "first", { kind: "labels", labels: ["staff"] }), ["last"]);
    },
  },
];
