import type { Chunk, Duplicate, Span } from "../../../core/index.ts";
import { duplicateKey } from "./duplicate-key.ts";
import type { FoldedHit, TitledChunk } from "./folded-hit.ts";
import { containsQuoted, isBetterCopy, quotedWords } from "./is-better-copy.ts";
import { isNearEqual } from "./is-near-equal.ts";
import { readWords } from "./read-words.ts";

/** Maximum number of blank characters between neighbours: a line end and an empty line. */
const MAX_GAP = 8;
/** Maximum distance between the ranks of two neighbours that are joined. Both would be shown anyway. */
const MAX_RANK_DISTANCE = 10;
/** Length from which two equal texts are duplicates even if only one has headings. */
const LONG_CHARACTERS = 200;

/** Limits of folding. */
export interface MergeBounds {
  /** Maximum number of hits. */
  readonly limit: number;
  /** Maximum length of a joined span, in UTF-16 code units; 0 joins nothing. */
  readonly maxJoinedCharacters: number;
  /** Words of the question, in lower case: texts that differ in one of them stay apart. */
  readonly questionWords: ReadonlySet<string>;
  /** Returns true if two documents, by id, are near duplicates. */
  areAlike(one: string, other: string): boolean;
}

/**
 * Folds chunks that show the same place or the same text into the better one, until `limit` hits are full.
 *
 * - Neighbours: chunks of one document under the same headings whose spans touch or overlap, at most 10 ranks apart,
 *   become one span of at most `maxJoinedCharacters`.
 * - Duplicates: chunks with the same words in the same order (see `duplicateKey`); and, in near-duplicate documents, chunks
 *   that differ in an ordinary word here and there (see `isNearEqual`).
 * - Quotes: a chunk that quotes a mail, and the mail itself. The mail is shown, at the rank of the better one.
 *
 * Of equal texts, a file of its own is shown before a member of a container, at the rank of the better one.
 *
 * @param chunks  best first
 * @returns       at most `limit` hits in the order of their best chunk, no two of which share a chunk
 */
export function mergeHits(chunks: readonly TitledChunk[], bounds: MergeBounds): readonly FoldedHit[] {
  const groups: Group[] = [];
  const groupsByKey = new Map<string, Group>();
  for (const [rank, titled] of chunks.entries()) {
    const { chunk, title } = titled;
    const key = duplicateKey(chunk, title);
    const quoted = quotedWords(chunk);
    const equal = groupsByKey.get(key);
    const original = equal ?? groups.find((group) => isQuotedBy(group, { ...titled, quoted }));
    const duplicated = original ?? groups.find((group) => isNearDuplicate(group, chunk, bounds));
    const group = duplicated ?? groups.find((candidate) => isNeighbour(candidate, { chunk, rank }, bounds));

    if (group === undefined) {
      if (groups.length === bounds.limit) break;
      const newGroup = { rank, chunks: [chunk] as const, span: chunk.span, duplicates: [], best: titled, quoted };
      groups.push(newGroup);
      groupsByKey.set(key, newGroup);
      continue;
    }

    groupsByKey.set(key, group);
    if (duplicated === undefined) {
      group.span = join(group.span, chunk.span);
      group.chunks = [...group.chunks, chunk];
    } else addDuplicate(group, { ...titled, quoted }, equal !== undefined);
  }
  return groups.map(({ chunks: [chunk, ...others], span, duplicates }) => {
    return { chunk, span, merged: others.map(({ id }) => id), duplicates };
  });
}

interface Group {
  /** Rank of the best chunk. */
  readonly rank: number;
  /** Chunks, best first. */
  chunks: readonly [Chunk, ...Chunk[]];
  span: Span;
  readonly duplicates: Duplicate[];
  /** The chunk that is shown. */
  best: TitledChunk;
  /** Words of a mail that the shown chunk quotes. */
  quoted: string | undefined;
}

interface QuotingChunk extends TitledChunk {
  readonly quoted: string | undefined;
}

/** Tests whether either the group's chunk or the other one quotes the other, in two documents. */
function isQuotedBy(group: Group, other: QuotingChunk): boolean {
  const { best, quoted } = group;
  if (best.chunk.documentId === other.chunk.documentId) return false;
  if (quoted !== undefined) return containsQuoted(other.chunk, quoted);
  return other.quoted !== undefined && containsQuoted(best.chunk, other.quoted);
}

/** Adds a duplicate to a group. It is shown in place of the chunk so far if it is the better one. */
function addDuplicate(group: Group, added: QuotingChunk, isEqual: boolean): void {
  const { best } = group;
  const isOriginal = group.quoted !== undefined && added.quoted === undefined;
  // A hit that was joined with its neighbours shows more than the copy would.
  const isAlone = group.span.start === best.chunk.span.start && group.span.end === best.chunk.span.end;
  if (isAlone && (isOriginal || (isEqual && isBetterCopy(added, best)))) {
    group.duplicates.unshift(asDuplicate(best));
    group.chunks = [added.chunk, ...group.chunks];
    group.span = added.chunk.span;
    group.best = added;
    group.quoted = added.quoted;
    return;
  }
  group.duplicates.push(asDuplicate(added));
  group.chunks = [...group.chunks, added.chunk];
}

function asDuplicate({ chunk, uri }: TitledChunk): Duplicate {
  return { documentId: chunk.documentId, uri, span: chunk.span };
}

function isNearDuplicate(group: Group, chunk: Chunk, { areAlike, questionWords }: MergeBounds): boolean {
  return group.chunks.some(
    (other) =>
      other.documentId !== chunk.documentId &&
      areAlike(other.documentId, chunk.documentId) &&
      haveSameHeadings(other, chunk) &&
      isNearEqual(other.text, chunk.text, questionWords),
  );
}

/** Returns true for headings with the same words, and for a long text also if one of the two has no headings. */
function haveSameHeadings(one: Chunk, other: Chunk): boolean {
  const [left, right] = [one, other].map(({ headingPath }) => readWords(headingPath.join(" ")).join(" ").toLowerCase());
  if (left === right) return true;
  return (left === "" || right === "") && Math.min(one.text.length, other.text.length) >= LONG_CHARACTERS;
}

interface ChunkAtRank {
  readonly chunk: Chunk;
  readonly rank: number;
}

function isNeighbour(
  { chunks: [best], rank: bestRank, span }: Group,
  { chunk, rank }: ChunkAtRank,
  { maxJoinedCharacters }: MergeBounds,
): boolean {
  if (best.documentId !== chunk.documentId || rank - bestRank > MAX_RANK_DISTANCE) return false;
  const gap = Math.max(span.start, chunk.span.start) - Math.min(span.end, chunk.span.end);
  const joined = join(span, chunk.span);
  if (gap > MAX_GAP || joined.end - joined.start > maxJoinedCharacters) return false;
  return best.headingPath.join("\n") === chunk.headingPath.join("\n");
}

function join(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}
