import type { Allowed } from "../select/bitset.ts";
import type { TopList } from "../select/top-list.ts";
import { boundRatio } from "./bounds.ts";
import type { PreparedWords } from "./query-terms.ts";
import { searchByCursors } from "./search-by-cursors.ts";
import { searchByLoops } from "./search-by-loops.ts";
import type { SegmentQuery } from "./segment-query.ts";
import type { WordSource } from "./word-source.ts";

/** One segment to search: its words, and which of its chunks may be found. */
export interface WordSearch {
  /** As `TopList.offer` is told. */
  readonly segment: number;
  readonly source: WordSource;
  readonly allowed: Allowed;
}

/**
 * Offers the best chunks by BM25 to `top`, with scores in grid steps. Exact: the same list, to the last digit, as
 * scoring every allowed chunk. The largest segment goes first, since it raises the threshold most.
 *
 * @param limit  how long the list is
 */
export function searchWords(
  searches: readonly WordSearch[],
  { prepared, limit }: { readonly prepared: PreparedWords; readonly limit: number },
  top: TopList,
): void {
  const largestFirst = [...searches].sort((left, right) => right.source.liveChunks - left.source.liveChunks);
  for (const search of largestFirst) {
    const query = askSegment(search, prepared);
    const isDone = prepared.unions.length === 0 && searchByLoops(query, limit, top);
    if (!isDone) searchByCursors(query, prepared.unions, top);
  }
}

function askSegment(search: WordSearch, { bm25, averageLength, terms }: PreparedWords): SegmentQuery {
  const { source } = search;
  const known = terms.flatMap(({ term, weight }) => {
    const found = source.find(term);
    return found ? [{ entry: found.entry, weight }] : [];
  });
  return { ...search, bm25, averageLength, ratio: boundRatio(source.part, bm25, averageLength), terms: known };
}
