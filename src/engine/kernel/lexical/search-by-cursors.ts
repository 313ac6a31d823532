import type { TopList } from "../select/top-list.ts";
import { createBounds } from "./bounds.ts";
import type { QueryUnion } from "./query-terms.ts";
import { searchSegment } from "./search-segment.ts";
import type { SegmentQuery } from "./segment-query.ts";
import { createTermCursor } from "./term-cursor.ts";
import { createUnitedCursor } from "./united-cursor.ts";

/**
 * Searches a segment in JavaScript and offers the best chunks to `top`. It handles words that several terms stand for,
 * which the WebAssembly loops cannot, and all queries where the loops cannot run.
 */
export function searchByCursors(query: SegmentQuery, unions: readonly QueryUnion[], top: TopList): void {
  const { segment, source, allowed, bm25, averageLength, ratio } = query;
  const context = {
    view: source.part.view,
    bm25,
    averageLength,
    weightedLengths: source.weightedLengths(bm25.weights),
    boundOf: createBounds(ratio),
  };
  const termCursors = query.terms.map(({ entry, weight }) => createTermCursor(context, entry, weight));
  const unionCursors = unions.flatMap(({ postings, weight }) => {
    const united = postings.get(source);
    return united ? [createUnitedCursor(context, united, weight)] : [];
  });
  const cursors = [...termCursors, ...unionCursors];
  if (cursors.length > 0) searchSegment({ segment, chunkCount: source.part.chunkCount, allowed, cursors }, top);
}
