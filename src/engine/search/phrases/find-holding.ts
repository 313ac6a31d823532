import type { IndexQuery, IndexReader, ScoredChunk } from "../../../core/index.ts";

/** What holds all phrases, list by list; a list that was not searched is absent. */
interface HoldingLists {
  /** Of the index that was searched. */
  readonly generation: number;
  readonly words?: readonly ScoredChunk[];
  readonly vectors?: readonly ScoredChunk[];
  /** Whether a longer list could hold more. */
  readonly isCut: boolean;
}

/** Asks the index once more for what the query finds, for the chunks that hold the phrases, however low they stand. */
export async function findHolding(
  index: Pick<IndexReader, "search">,
  { query, phrases }: { readonly query: IndexQuery; readonly phrases: readonly string[] },
  signal: AbortSignal,
): Promise<HoldingLists> {
  const { generation, words, vectors } = await index.search({ ...query, phrases }, signal);
  return {
    generation,
    ...(query.words && { words }),
    ...(query.vector && { vectors }),
    isCut: isFull(words, query.words) || isFull(vectors, query.vector),
  };
}

function isFull(list: readonly ScoredChunk[], asked: { readonly limit: number } | undefined): boolean {
  return asked !== undefined && list.length >= asked.limit;
}
