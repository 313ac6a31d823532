import type { IndexQuery, IndexReader, ScoredChunk } from "../../../core/index.ts";

/** Ranks below this are not told. */
const DEEPEST = 100_000;

/** By chunk id: ranks from 1 in each of the two lists, of those chunks that are in it. */
export interface DeepRanks {
  readonly words: ReadonlyMap<string, number>;
  readonly vectors: ReadonlyMap<string, number>;
}

/** Where the chunks stand among all that the query may find, far below what a search looks at. */
export async function rankDeeply(
  index: Pick<IndexReader, "search">,
  { query, chunkIds }: { readonly query: IndexQuery; readonly chunkIds: readonly string[] },
  signal: AbortSignal,
): Promise<DeepRanks> {
  const { words, vector, ...target } = query;
  const deep = {
    ...target,
    ...(words && { words: { ...words, limit: DEEPEST } }),
    ...(vector && { vector: { ...vector, limit: DEEPEST, exact: true } }),
  };
  const found = await index.search(deep, signal);
  const asked = new Set(chunkIds);
  return { words: ranksOf(found.words, asked), vectors: ranksOf(found.vectors, asked) };
}

function ranksOf(list: readonly ScoredChunk[], asked: ReadonlySet<string>): ReadonlyMap<string, number> {
  return new Map(
    list.flatMap(({ chunkId }, index): [string, number][] => (asked.has(chunkId) ? [[chunkId, index + 1]] : [])),
  );
}
