import type { Store, StoreTransaction, StoreWriter } from "../../core/index.ts";

/** Creates a writer for the sources of a store and the origins of its documents. Each call is one transaction. */
export function createStoreWriter(store: Pick<Store, "transact">): StoreWriter {
  return {
    putSource: (source, signal) =>
      store.transact(async (transaction) => {
        await ensureCollection(transaction, source.collection, signal);
        transaction.putSource(source);
      }, signal),
    updateSource: (source, signal) => store.transact(async (transaction) => transaction.updateSource(source), signal),
    removeSource: (collection, uri, signal) =>
      store.transact(async (transaction) => transaction.removeSource(collection, uri), signal),
    putOrigins: (collection, origins, signal) =>
      store.transact(async (transaction) => {
        for (const origin of origins) transaction.putOrigin(collection, origin);
      }, signal),
  };
}

async function ensureCollection(transaction: StoreTransaction, name: string, signal: AbortSignal): Promise<void> {
  if ((await transaction.collection(name, signal)) === undefined) transaction.createCollection(name);
}
