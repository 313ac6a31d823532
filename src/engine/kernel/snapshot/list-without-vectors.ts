import type { IndexQuery, ScoredChunk } from "../../../core/index.ts";
import { isAllowed } from "../select/bitset.ts";
import { hasVectorsOf } from "./live-segment.ts";
import type { Snapshot } from "./snapshots.ts";

/** Returns the ids of the listed chunks that no search by a vector, as `vectorsOf` describes it, can find. */
export function listWithoutVectors(
  { segments }: Snapshot,
  { scope, filter, vectorsOf }: IndexQuery,
  chunks: readonly ScoredChunk[],
): readonly string[] {
  if (vectorsOf === undefined) return [];
  const missing = new Set(chunks.map(({ chunkId }) => chunkId));
  for (const segment of segments) {
    if (!hasVectorsOf(segment, vectorsOf.space)) continue;
    const allowed = segment.allowed(scope, filter, vectorsOf.languages);
    for (const chunkId of missing) {
      const ordinal = segment.documents.chunkIds.indexOf(chunkId);
      if (ordinal >= 0 && (allowed === undefined || isAllowed(allowed, ordinal))) missing.delete(chunkId);
    }
  }
  return [...missing];
}
