/** A segment as the merge policy sees it. */
export interface MergeCandidate {
  readonly id: number;
  readonly liveChunks: number;
  readonly deadChunks: number;
  /** Fingerprint of the embedding space; undefined while the segment waits for vectors. */
  readonly space: string | undefined;
  /** True if the segment's words were analysed by other rules than the current ones. */
  readonly isStale: boolean;
}

/** Number of segments of one tier that are merged into one. */
const FAN_IN = 8;
/** Chunks at which the second tier begins; each further tier begins at `FAN_IN` times as many. */
const FIRST_TIER_CHUNKS = 64;
/**
 * Maximum chunks of a merge without vectors. Vectors are attached by segment, so an interruption loses a segment's
 * work.
 */
const MAX_CHUNKS_WITHOUT_VECTORS = 1024;
/** Maximum chunks of a merge with vectors, which holds about 700 bytes a chunk in memory, 200 MB in all. */
const MAX_CHUNKS_WITH_VECTORS = 262_144;

/**
 * Chooses the segments to merge next. Returns their ids, ascending, or undefined if no merge is worth it.
 *
 * A segment that is stale, or in which more than half of the chunks are deleted, is rewritten alone. Otherwise up to
 * eight segments of one tier and one embedding space are merged: the smallest tier first, in it the oldest segments
 * first. Tiers begin at 64 chunks and at eight times as many each.
 */
export function planMerge(candidates: readonly MergeCandidate[]): readonly number[] | undefined {
  const byAge = [...candidates].sort((left, right) => left.id - right.id);
  const rewritten = byAge.find(({ isStale, deadChunks, liveChunks }) => isStale || deadChunks > liveChunks);
  if (rewritten) return [rewritten.id];

  const groups = new Map<string, MergeCandidate[]>();
  for (const candidate of byAge) {
    const key = `${tierOf(candidate)} ${candidate.space ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), candidate]);
  }

  const full = [...groups.values()].map(chooseInputs).filter((inputs) => inputs.length > 1);
  const smallest = full.sort((left, right) => tierOf(left[0]) - tierOf(right[0]))[0];
  return smallest?.map(({ id }) => id);
}

function tierOf(candidate: MergeCandidate | undefined): number {
  let tier = 0;
  for (let size = FIRST_TIER_CHUNKS; size <= (candidate?.liveChunks ?? 0); size *= FAN_IN) tier++;
  return tier;
}

/** Returns up to eight segments of a tier that has at least eight, as many as fit into one merge. */
function chooseInputs(tier: readonly MergeCandidate[]): readonly MergeCandidate[] {
  if (tier.length < FAN_IN) return [];
  const limit = tier[0]?.space === undefined ? MAX_CHUNKS_WITHOUT_VECTORS : MAX_CHUNKS_WITH_VECTORS;
  const chosen: MergeCandidate[] = [];
  let chunks = 0;
  for (const candidate of tier) {
    if (chosen.length === FAN_IN || chunks + candidate.liveChunks > limit) continue;
    chosen.push(candidate);
    chunks += candidate.liveChunks;
  }
  return chosen;
}
