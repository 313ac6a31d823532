import { defined, type Hit, type SearchMode } from "../core/index.ts";
import type { Lydian } from "../library/index.ts";

/** Maximum number of hits of one search. */
const MAX_HITS = 1_000;

interface RankingRequest {
  readonly lydian: Pick<Lydian, "search">;
  readonly collection: string;
  readonly corpusIds: ReadonlyMap<string, string>;
  readonly query: string;
  readonly mode: SearchMode;
  /** True to rerank the first hits; undefined to follow the settings. */
  readonly rerank: boolean | undefined;
  /** Number of documents to return. */
  readonly limit: number;
}

/**
 * Returns the corpus ids of the documents in the order of their best hits. A duplicate that was folded into a hit
 * follows that hit's document. If too many hits are from the same documents, it searches for more hits.
 */
export async function rankDocuments(request: RankingRequest, signal: AbortSignal): Promise<readonly string[]> {
  const { lydian, collection, corpusIds, query, mode, rerank, limit } = request;
  const options = defined({ collection, mode, rerank, signal });
  for (let hitLimit = limit; ; hitLimit = Math.min(2 * hitLimit, MAX_HITS)) {
    const { hits } = await lydian.search(query, { ...options, limit: hitLimit });
    const documentIds = new Set(hits.flatMap(documentsOf));
    const isEnough = documentIds.size >= limit || hits.length < hitLimit || hitLimit === MAX_HITS;
    if (isEnough) return [...documentIds].flatMap((id) => corpusIds.get(id) ?? []).slice(0, limit);
  }
}

/**
 * Returns the documents of a hit. A chunk's id begins with the id of its document: `<document id>.<8 digits>.<6
 * digits>`.
 */
function documentsOf({ documentId, merged = [] }: Hit): readonly string[] {
  return [documentId, ...merged.map((chunkId) => chunkId.split(".").slice(0, -2).join("."))];
}
