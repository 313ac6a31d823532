import type { SearchedStore } from "./search-request.ts";

/**
 * Wraps the store for one call, so that each chunk and each summary is read once. Abbreviations, the reranker and
 * folding read the same chunks. Items that were missing are looked up again.
 *
 * The wrapper is for one caller in one collection: it does not check access again.
 */
export function readOnce(store: SearchedStore): SearchedStore {
  return {
    ...store,
    readChunks: remember((query, signal) => store.readChunks(query, signal)),
    readSummaries: remember((query, signal) => store.readSummaries(query, signal)),
  };
}

interface IdQuery {
  readonly ids: readonly string[];
}

function remember<Query extends IdQuery, Item extends { readonly id: string }>(
  read: (query: Query, signal: AbortSignal) => Promise<readonly Item[]>,
): (query: Query, signal: AbortSignal) => Promise<readonly Item[]> {
  const items = new Map<string, Item>();
  return async (query, signal) => {
    const ids = query.ids.filter((id) => !items.has(id));
    if (ids.length > 0) for (const item of await read({ ...query, ids }, signal)) items.set(item.id, item);
    return query.ids.flatMap((id) => items.get(id) ?? []);
  };
}
