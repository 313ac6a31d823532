import type { IndexQuery, ScoredChunk } from "../../../core/index.ts";
import { type Allowed, intersect, isAllowed } from "../select/bitset.ts";
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
  for (const segment of segments) {
    if (!hasVectorsOf(segment, vectorsOf.space)) continue;
    const ordinals = ordinalsOf(segment, missing);
    const part = ordinals.size === 0 ? undefined : await segment.vectors(signal);
    if (part === undefined) continue;
    const allowed = intersect(segment.allowed(query.scope, query.filter, vectorsOf.languages), part.embedded);
    for (const chunkId of selectAllowed(ordinals, allowed)) missing.delete(chunkId);
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

function selectAllowed(ordinals: ReadonlyMap<string, number>, allowed: Allowed): readonly string[] {
  if (allowed === undefined) return [...ordinals.keys()];
  return [...ordinals].filter(([, ordinal]) => isAllowed(allowed, ordinal)).map(([chunkId]) => chunkId);
}
