import type { Allowed } from "../select/bitset.ts";
import type { TopList } from "../select/top-list.ts";
import { boundRatio } from "./bounds.ts";
import type { PreparedWords } from "./query-terms.ts";
import { searchByCursors } from "./search-by-cursors.ts";
import { searchByLoops } from "./search-by-loops.ts";
import type { SegmentQuery } from "./segment-query.ts";
import type { WordSource } from "./word-source.ts";

/** Words of one segment to search, and the chunks that may be found. */
export interface WordSearch {
  /** Number of the segment, for `TopList.offer`. */
  readonly segment: number;
  readonly source: WordSource;
  readonly allowed: Allowed;
}

/**
 * Offers the best chunks by BM25 to `top`, with scores in grid steps. The list is exact, to the last digit: the same as
 * from scoring every allowed chunk. The largest segment goes first, since it raises the threshold most.
 */
export function searchWords(
  searches: readonly WordSearch[],
  prepared: PreparedWords,
  limit: number,
  top: TopList,
): void {
  const largestFirst = [...searches].sort((left, right) => right.source.liveChunks - left.source.liveChunks);
  for (const search of largestFirst) {
    const query = queryFor(search, prepared);
    const isDone = prepared.unions.length === 0 && searchByLoops(query, limit, top);
    if (!isDone) searchByCursors(query, prepared.unions, top);
  }
}

function queryFor(search: WordSearch, { bm25, averageLength, terms }: PreparedWords): SegmentQuery {
  const { source } = search;
  const entries = terms.flatMap(({ term, weight }) => {
    const liveTerm = source.find(term);
    return liveTerm ? [{ entry: liveTerm.entry, weight }] : [];
  });
  return { ...search, bm25, averageLength, ratio: boundRatio(source.part, bm25, averageLength), terms: entries };
}
