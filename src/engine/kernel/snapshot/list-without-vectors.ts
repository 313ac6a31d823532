import type { IndexQuery, ScoredChunk } from "../../../core/index.ts";
import type { VectorsPart } from "../segment/vectors-part.ts";
import { type Allowed, isAllowed } from "../select/bitset.ts";
import { hasVectorsOf, type LiveSegment } from "./live-segment.ts";
import type { Snapshot } from "./snapshots.ts";

/** A query and the chunks that it found by words. */
export interface FoundByWords {
  readonly query: IndexQuery;
  readonly words: readonly ScoredChunk[];
}

/** Returns the ids of the chunks that no search by a vector, as the query's `vectorsOf` describes it, can find. */
export async function listWithoutVectors(
  { segments }: Snapshot,
  { query, words }: FoundByWords,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { vectorsOf } = query;
  if (vectorsOf === undefined) return [];
  const missing = new Set(words.map(({ chunkId }) => chunkId));
  for (const segment of segments.filter((one) => hasVectorsOf(one, vectorsOf.space))) {
    const ordinals = ordinalsOf(segment, missing);
    const part = ordinals.size === 0 ? undefined : await segment.vectors(signal);
    if (part === undefined) continue;
    const allowed = segment.allowed(query.scope, query.filter, vectorsOf.languages);
    const found = [...ordinals].filter(([, ordinal]) => isFound(part, allowed, ordinal));
    for (const [chunkId] of found) missing.delete(chunkId);
  }
  return [...missing];
}

/** Returns the ordinals of those chunks that a segment holds. */
function ordinalsOf({ documents }: LiveSegment, chunkIds: Iterable<string>): ReadonlyMap<string, number> {
  const ordinals = new Map<string, number>();
  for (const chunkId of chunkIds) {
    const ordinal = documents.chunkIds.indexOf(chunkId);
    if (ordinal >= 0) ordinals.set(chunkId, ordinal);
  }
  return ordinals;
}

function isFound(part: VectorsPart, allowed: Allowed, ordinal: number): boolean {
  return part.scales[ordinal] !== 0 && (allowed === undefined || isAllowed(allowed, ordinal));
}
