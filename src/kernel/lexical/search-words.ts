import type { Allowed, TopList } from "../select/index.ts";
import { createBounds } from "./bounds.ts";
import type { PreparedWords } from "./query-terms.ts";
import { searchSegment, WINDOW } from "./search-segment.ts";
import { createTermCursor } from "./term-cursor.ts";
import { createUnitedCursor } from "./united-cursor.ts";
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
 */
export function searchWords(searches: readonly WordSearch[], prepared: PreparedWords, top: TopList): void {
  const sums = new Float64Array(WINDOW);
  const largestFirst = [...searches].sort((left, right) => right.source.liveChunks - left.source.liveChunks);
  for (const { segment, source, allowed } of largestFirst) {
    const context = {
      view: source.part.view,
      bm25: prepared.bm25,
      averageLength: prepared.averageLength,
      weightedLengths: source.weightedLengths(prepared.bm25.weights),
      boundOf: createBounds(source.part, prepared.bm25, prepared.averageLength),
    };
    const ofTerms = prepared.terms.flatMap(({ term, weight }) => {
      const found = source.find(term);
      return found ? [createTermCursor(context, found.entry, weight)] : [];
    });
    const ofUnions = prepared.unions.flatMap(({ postings, weight }) => {
      const united = postings.get(source);
      return united ? [createUnitedCursor(context, united, weight)] : [];
    });
    const cursors = [...ofTerms, ...ofUnions];
    if (cursors.length > 0) searchSegment({ segment, chunkCount: source.part.chunkCount, allowed, cursors }, sums, top);
  }
}
