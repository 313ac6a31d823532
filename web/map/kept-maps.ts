import type { ComputedMap } from "./compute/index.ts";

const DATABASE = "lydian-maps";
const STORE = "maps";
/** Grows with how maps are computed: what was kept before is computed anew. */
const FORM = 1;
const MOST_KEPT = 8;

interface KeptMap {
  readonly key: string;
  readonly keptAt: number;
  readonly map: ComputedMap;
}

/** The map that was computed for this tag before. Where the browser keeps nothing, there is none. */
export async function readKeptMap(collection: string, tag: string): Promise<ComputedMap | undefined> {
  const found = await within("readonly", (store) => store.get(keyOf(collection, tag)));
  const kept: KeptMap | undefined = found;
  return kept?.map;
}

/** Keeps numbers only: no word of a document stays in the browser. */
export async function keepMap(collection: string, tag: string, map: ComputedMap): Promise<void> {
  const kept: KeptMap = { key: keyOf(collection, tag), keptAt: Date.now(), map };
  await within("readwrite", (store) => store.put(kept));
  const all: readonly KeptMap[] = (await within("readonly", (store) => store.getAll())) ?? [];
  const old = [...all].sort((one, other) => other.keptAt - one.keptAt).slice(MOST_KEPT);
  for (const { key } of old) await within("readwrite", (store) => store.delete(key));
}

const keyOf = (collection: string, tag: string): string => JSON.stringify([FORM, collection, tag]);

/** One request; undefined where the browser has no room or lets pages keep nothing: then a map is computed each time. */
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
