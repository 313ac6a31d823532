/** A segment as the merge policy sees it. */
export interface MergeCandidate {
  readonly id: number;
  readonly liveChunks: number;
  readonly deadChunks: number;
  /** Of the embedding space; undefined while the segment waits for vectors. */
  readonly space: string | undefined;
  /** Its words were analysed by other rules than today's. */
  readonly isStale: boolean;
}

const FAN_IN = 8;
const SMALLEST_TIER = 64;
/** Vectors are attached segment by segment: larger ones would make an interruption dear. */
const MAX_WITHOUT_VECTORS = 1024;
/** A merge holds its segments in memory: at about 700 bytes a chunk, some 200 MB. */
const MAX_WITH_VECTORS = 262_144;

/**
 * The ids of the segments to merge next, ascending; undefined when nothing is worth it.
 *
 * A segment that is stale or more than half dead is rewritten alone. Otherwise eight segments of one tier (64 chunks,
 * times eight for each tier) and one embedding space become one, the smallest tier first, the oldest segments first.
 */
export function planMerge(candidates: readonly MergeCandidate[]): readonly number[] | undefined {
  const byAge = [...candidates].sort((left, right) => left.id - right.id);
  const alone = byAge.find((one) => one.isStale || one.deadChunks > one.liveChunks);
  if (alone) return [alone.id];
  const groups = new Map<string, MergeCandidate[]>();
  for (const one of byAge) {
    const key = `${tierOf(one)} ${one.space ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const full = [...groups.values()].map(chooseInputs).filter((inputs) => inputs.length > 1);
  const smallest = full.sort((left, right) => tierOf(left[0]) - tierOf(right[0]))[0];
  return smallest?.map(({ id }) => id);
}

function tierOf(candidate: MergeCandidate | undefined): number {
  let tier = 0;
  for (let size = SMALLEST_TIER; size <= (candidate?.liveChunks ?? 0); size *= FAN_IN) tier++;
  return tier;
}

/** Up to eight of a tier that has eight, as many as stay within the largest size. */
function chooseInputs(tier: readonly MergeCandidate[]): readonly MergeCandidate[] {
  if (tier.length < FAN_IN) return [];
  const limit = tier[0]?.space === undefined ? MAX_WITHOUT_VECTORS : MAX_WITH_VECTORS;
  const chosen: MergeCandidate[] = [];
  let chunks = 0;
  for (const one of tier) {
    if (chosen.length === FAN_IN || chunks + one.liveChunks > limit) continue;
    chosen.push(one);
    chunks += one.liveChunks;
  }
  return chosen;
}
