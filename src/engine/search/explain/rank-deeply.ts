import { defined, type IndexQuery, type IndexReader, type ScoredChunk } from "../../../core/index.ts";

/** Lowest rank that is reported. */
const MAX_RANK = 100_000;

/** Ranks from 1 by chunk id in each of the two lists; a chunk that a list does not contain is absent. */
export interface DeepRanks {
  readonly words: ReadonlyMap<string, number>;
  readonly vectors: ReadonlyMap<string, number>;
}

/**
 * Ranks chunks among everything that the query can find, far below the depth of a search.
 *
 * @param chunkIds  the chunks to rank
 */
export async function rankDeeply(
  index: Pick<IndexReader, "search">,
  query: IndexQuery,
  chunkIds: readonly string[],
  signal: AbortSignal,
): Promise<DeepRanks> {
  const { words, vector, vectorsOf: _, ...bounds } = query;
  const result = await index.search(
    {
      ...bounds,
      ...defined({
        words: words && { ...words, limit: MAX_RANK },
        vector: vector && { ...vector, limit: MAX_RANK, exact: true },
      }),
    },
    signal,
  );
  const wantedIds = new Set(chunkIds);
  return { words: ranksOf(result.words, wantedIds), vectors: ranksOf(result.vectors, wantedIds) };
}

function ranksOf(list: readonly ScoredChunk[], wantedIds: ReadonlySet<string>): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  for (const [index, { chunkId }] of list.entries()) if (wantedIds.has(chunkId)) ranks.set(chunkId, index + 1);
  return ranks;
}
