import type { ComputedMap } from "./compute/index.ts";

const DATABASE = "lydian-maps";
const STORE = "maps";
/** Version of the map computation. Increase it when the computation changes, so that stored maps are computed again. */
const FORM = 1;
const MAX_CACHED_MAPS = 8;

interface KeptMap {
  readonly key: string;
  /** Sequence number; the oldest map has the smallest. */
  readonly number: number;
  readonly map: ComputedMap;
}

/** Returns the map stored for this tag; undefined if there is none or the browser does not allow storage. */
export async function readKeptMap(collection: string, tag: string): Promise<ComputedMap | undefined> {
  const found = await within("readonly", (store) => store.get(keyOf(collection, tag)));
  const kept: KeptMap | undefined = found;
  return kept?.map;
}

/** Stores a map as numbers only, without any document text. Deletes the oldest maps beyond the maximum. */
export async function keepMap(collection: string, tag: string, map: ComputedMap): Promise<void> {
  const before: readonly KeptMap[] = (await within("readonly", (store) => store.getAll())) ?? [];
  const number = 1 + Math.max(0, ...before.map((kept) => kept.number));
  const kept: KeptMap = { key: keyOf(collection, tag), number, map };
  await within("readwrite", (store) => store.put(kept));
  const old = [...before].sort((one, other) => other.number - one.number).slice(MAX_CACHED_MAPS - 1);
  for (const { key } of old) await within("readwrite", (store) => store.delete(key));
}

const keyOf = (collection: string, tag: string): string => JSON.stringify([FORM, collection, tag]);

/**
 * Runs one storage request. Returns undefined if the browser has no room or does not allow storage; the
 * map is then computed each time.
 */
async function within<Value>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value | undefined> {
  try {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "key" });
    const database = await outcomeOf(opening);
    try {
      return await outcomeOf(ask(database.transaction(STORE, mode).objectStore(STORE)));
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

function outcomeOf<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
