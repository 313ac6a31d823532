import type { Chunk, Duplicate, Span } from "../../../core/index.ts";
import { duplicateKey } from "./duplicate-key.ts";
import { isNearEqual } from "./is-near-equal.ts";
import type { MergedHit, RankedChunk } from "./merged-hit.ts";
import { readWords } from "./read-words.ts";

/** Blank characters that may stand between neighbours: the end of a line, an empty line. */
const WIDEST_GAP = 8;
/** Neighbours are folded only when both rank so near that both would be shown. */
const NEAR_RANKS = 10;
/** A text as long as this is known again without its headings. */
const LONG_CHARACTERS = 200;

/** What may be folded. */
export interface MergeBounds {
  /** Hits at most. */
  readonly limit: number;
  /** Of a joined span, in UTF-16 code units; 0 joins nothing. */
  readonly joinedCharacters: number;
  /** Words of the question, in lower case: texts that differ in one of them stay apart. */
  readonly asked: ReadonlySet<string>;
  /** Whether two documents, by id, are near duplicates. */
  areAlike(one: string, other: string): boolean;
}

/**
 * Folds chunks that would say the same place or the same text twice into the better one, until `limit` hits stand.
 *
 * - Neighbours: chunks of one document under the same headings whose spans touch or overlap, at most 10 ranks apart,
 *   become one span, as long as it has at most `joinedCharacters`.
 * - Duplicates: chunks with the same words in the same order (see `duplicateKey`); and of documents that are near
 *   duplicates those that say the same but for an ordinary word here and there (see `isNearEqual`).
 *
 * @param ranked  best first
 * @returns       at most `limit` hits in the order of their best chunk, no two of which share a chunk
 */
export function mergeHits(ranked: readonly RankedChunk[], bounds: MergeBounds): readonly MergedHit[] {
  const groups: Group[] = [];
  const byKey = new Map<string, Group>();
  for (const [rank, { chunk, title, uri }] of ranked.entries()) {
    const key = duplicateKey(chunk, title);
    const duplicate = byKey.get(key) ?? groups.find((group) => isNearDuplicate(group, chunk, bounds));
    const group = duplicate ?? groups.find((one) => isNeighbour(one, chunk, { rank, ...bounds }));
    if (group === undefined && groups.length === bounds.limit) break;
    if (group === undefined) {
      const started = { rank, chunks: [chunk] as const, span: chunk.span, duplicates: [] };
      groups.push(started);
      byKey.set(key, started);
      continue;
    }
    if (duplicate === undefined) group.span = join(group.span, chunk.span);
    else group.duplicates.push({ documentId: chunk.documentId, uri, span: chunk.span });
    group.chunks = [...group.chunks, chunk];
    byKey.set(key, group);
  }
  return groups.map(({ chunks: [chunk, ...others], span, duplicates }) => {
    return { chunk, span, merged: others.map(({ id }) => id), duplicates };
  });
}

interface Group {
  readonly rank: number;
  /** The best one first. */
  chunks: readonly [Chunk, ...Chunk[]];
  span: Span;
  readonly duplicates: Duplicate[];
}

function isNearDuplicate(group: Group, chunk: Chunk, { areAlike, asked }: MergeBounds): boolean {
  return group.chunks.some(
    (one) =>
      one.documentId !== chunk.documentId &&
      areAlike(one.documentId, chunk.documentId) &&
      areUnderAlike(one, chunk) &&
      isNearEqual(one.text, chunk.text, asked),
  );
}

/** Under headings of the same words; a long text also where one document has its headings and the other has none. */
function areUnderAlike(one: Chunk, other: Chunk): boolean {
  const [left, right] = [one, other].map(({ headingPath }) => readWords(headingPath.join(" ")).join(" ").toLowerCase());
  if (left === right) return true;
  return (left === "" || right === "") && Math.min(one.text.length, other.text.length) >= LONG_CHARACTERS;
}

function isNeighbour(
  { chunks: [best], rank: rankOfBest, span }: Group,
  chunk: Chunk,
  { rank, joinedCharacters }: { readonly rank: number; readonly joinedCharacters: number },
): boolean {
  if (best.documentId !== chunk.documentId || rank - rankOfBest > NEAR_RANKS) return false;
  const gap = Math.max(span.start, chunk.span.start) - Math.min(span.end, chunk.span.end);
  const joined = join(span, chunk.span);
  if (gap > WIDEST_GAP || joined.end - joined.start > joinedCharacters) return false;
  return best.headingPath.join("\n") === chunk.headingPath.join("\n");
}

function join(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}
