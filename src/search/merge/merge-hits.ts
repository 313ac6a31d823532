import type { Chunk, Span } from "../../core/index.ts";
import { duplicateKey } from "./duplicate-key.ts";
import type { MergedHit, RankedChunk } from "./merged-hit.ts";

/** Blank characters that may stand between neighbours: the end of a line, an empty line. */
const WIDEST_GAP = 8;
/** Neighbours are folded only when both rank so near that both would be shown. */
const NEAR_RANKS = 10;

/**
 * Folds chunks that would say the same place or the same text twice into the better one, until `limit` hits stand.
 *
 * - Neighbours: chunks of one document under the same headings whose spans touch or overlap, at most 10 ranks apart,
 *   become one span, as long as it has at most `joinedCharacters`.
 * - Duplicates: chunks with the same words in the same order (see `duplicateKey`).
 *
 * @param ranked            best first
 * @param joinedCharacters  bound of a joined span in UTF-16 code units; 0 joins nothing
 * @returns                 at most `limit` hits in the order of their best chunk, no two of which share a chunk
 */
export function mergeHits(
  ranked: readonly RankedChunk[],
  { limit, joinedCharacters }: { readonly limit: number; readonly joinedCharacters: number },
): readonly MergedHit[] {
  const groups: Group[] = [];
  const byKey = new Map<string, Group>();
  for (const [rank, { chunk, title }] of ranked.entries()) {
    const key = duplicateKey(chunk, title);
    const duplicate = byKey.get(key);
    const neighbour = duplicate ?? groups.find((group) => isNeighbour(group, chunk, { rank, joinedCharacters }));
    if (neighbour !== undefined) {
      if (duplicate === undefined) neighbour.span = join(neighbour.span, chunk.span);
      neighbour.merged.push(chunk.id);
      byKey.set(key, neighbour);
      continue;
    }
    if (groups.length === limit) break;
    const group = { chunk, rank, span: chunk.span, merged: [] };
    groups.push(group);
    byKey.set(key, group);
  }
  return groups.map(({ chunk, span, merged }) => ({ chunk, span, merged }));
}

interface Group {
  readonly chunk: Chunk;
  readonly rank: number;
  readonly merged: string[];
  span: Span;
}

function isNeighbour(
  group: Group,
  chunk: Chunk,
  { rank, joinedCharacters }: { readonly rank: number; readonly joinedCharacters: number },
): boolean {
  if (group.chunk.documentId !== chunk.documentId || rank - group.rank > NEAR_RANKS) return false;
  const gap = Math.max(group.span.start, chunk.span.start) - Math.min(group.span.end, chunk.span.end);
  const joined = join(group.span, chunk.span);
  if (gap > WIDEST_GAP || joined.end - joined.start > joinedCharacters) return false;
  return group.chunk.headingPath.join("\n") === chunk.headingPath.join("\n");
}

function join(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}
