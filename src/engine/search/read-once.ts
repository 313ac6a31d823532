import type { SearchedStore } from "./search-request.ts";

/**
 * The store as one call sees it: what it has read of a chunk or a document, it does not read again. The same chunks are
 * read for the abbreviations that they explain, by the reranker, and to be folded. What was not there is asked for anew.
 *
 * Whoever reads is one caller in one collection.
 */
export function readOnce(store: SearchedStore): SearchedStore {
  return {
    ...store,
    readChunks: remember((query, signal) => store.readChunks(query, signal)),
    readSummaries: remember((query, signal) => store.readSummaries(query, signal)),
  };
}

interface Query {
  readonly ids: readonly string[];
}

function remember<Asked extends Query, Item extends { readonly id: string }>(
  read: (query: Asked, signal: AbortSignal) => Promise<readonly Item[]>,
): (query: Asked, signal: AbortSignal) => Promise<readonly Item[]> {
  const known = new Map<string, Item>();
  return async (query, signal) => {
    const ids = query.ids.filter((id) => !known.has(id));
    if (ids.length > 0) for (const item of await read({ ...query, ids }, signal)) known.set(item.id, item);
    return query.ids.flatMap((id) => known.get(id) ?? []);
  };
}
