import type { DocumentQuery, ScoredChunk } from "../core/index.ts";
import { mergeHits } from "./merge/merge-hits.ts";
import type { MergedHit, RankedChunk } from "./merge/merged-hit.ts";
import type { SearchedStore } from "./search-request.ts";

interface Folding {
  readonly store: SearchedStore;
  readonly readable: DocumentQuery;
  /** Best first. */
  readonly ranking: readonly ScoredChunk[];
  readonly limit: number;
  readonly joinedCharacters: number;
}

/**
 * Reads as many of the ranking's chunks as fill `limit` hits after neighbours and duplicates are folded. A chunk that
 * has gone since it was found is left out.
 */
export async function foldRanking(folding: Folding, signal: AbortSignal): Promise<readonly MergedHit[]> {
  const { ranking, limit } = folding;
  const pageSize = 2 * limit + 10;
  const ranked: RankedChunk[] = [];
  let hits: readonly MergedHit[] = [];
  for (let start = 0; start < ranking.length && hits.length < limit; start += pageSize) {
    ranked.push(...(await readRanked(folding, ranking.slice(start, start + pageSize), signal)));
    hits = mergeHits(ranked, folding);
  }
  return hits;
}

async function readRanked(
  { store, readable }: Folding,
  page: readonly ScoredChunk[],
  signal: AbortSignal,
): Promise<readonly RankedChunk[]> {
  const chunks = await store.readChunks({ ...readable, ids: page.map(({ chunkId }) => chunkId) }, signal);
  const documentIds = [...new Set(chunks.map(({ documentId }) => documentId))];
  const summaries = await store.readSummaries({ ...readable, ids: documentIds }, signal);
  const titles = new Map(summaries.map(({ id, title }) => [id, title]));
  return chunks.flatMap((chunk) => {
    const title = titles.get(chunk.documentId);
    return title === undefined ? [] : [{ chunk, title }];
  });
}
