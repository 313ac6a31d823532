import type { SearchResult } from "../../core/index.ts";
import { checkRequest, findCollection } from "./check-request.ts";
import { guardQuery } from "./guard-texts.ts";
import { searchCollection } from "./search-collection.ts";
import type { SearchRequest, SearchServices } from "./search-request.ts";

/**
 * Finds the passages that speak of the query: by words, by vectors, or by both, fused; the first ones may be reranked.
 *
 * @returns hits best first, at most `limit`, each with its place in the original and an explanation that sums. A higher
 *          limit adds hits at the end; only neighbours and duplicates at the edge may fold otherwise. Warnings, never
 *          errors, where mode `hybrid` had to do without vectors, or without the reranker.
 * @throws {InvalidArgumentError} if the query is blank or over 100,000 characters, or the limit not from 1 to 1,000
 * @throws {CollectionNotFoundError} if the store has no such collection; the hint names near ones
 * @throws {LydianError} in mode `vector`, when the query can not be embedded
 */
export async function search(
  services: SearchServices,
  request: SearchRequest,
  signal: AbortSignal,
): Promise<SearchResult> {
  signal.throwIfAborted();
  checkRequest(request);
  const startedMs = services.clock.monotonicMs();
  const collection = await findCollection(services.store, request.collection, signal);
  const guarded = await guardQuery(services, request.query, signal);
  const { hits, warnings, trace, rephrasings } =
    guarded.query === undefined
      ? { hits: [], warnings: guarded.warnings, trace: [], rephrasings: [] }
      : await searchCollection(services, { ...request, query: guarded.query }, { collection, signal });
  const durationMs = services.clock.monotonicMs() - startedMs;
  services.emit({ type: "searched", collection: collection.name, hits: hits.length, durationMs });
  return { hits, warnings, trace, ...(rephrasings.length === 0 ? {} : { rephrasings }) };
}
