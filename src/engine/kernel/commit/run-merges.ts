import { type Analyzer, defined, type IndexState, type Store } from "../../../core/index.ts";
import { buildMergedSegment } from "../merge/build-merged-segment.ts";
import { type MergeCandidate, planMerge } from "../merge/plan-merge.ts";
import { openSegment } from "../segment/open-segment.ts";
import { type LiveSegment, openLiveSegment } from "../snapshot/live-segment.ts";
import { putDraft } from "./apply-commit.ts";
import type { SegmentTables } from "./segment-tables.ts";

/** Services that merging works with. */
export interface MergeServices {
  readonly store: Store;
  readonly analyzer: Analyzer;
  readonly tables: SegmentTables;
}

/** Merges segments until the policy finds nothing more to merge. Returns the number of merges. */
export async function runMerges(services: MergeServices, collection: string, signal: AbortSignal): Promise<number> {
  let done = 0;
  for (;;) {
    const state = await services.store.indexState(collection, signal);
    const plan = planMerge(await candidatesOf(services, state, signal));
    if (plan === undefined) return done;
    if (await mergeOnce(services, collection, state, plan, signal)) done++;
  }
}

async function candidatesOf(
  { store, analyzer, tables }: MergeServices,
  state: IndexState,
  signal: AbortSignal,
): Promise<readonly MergeCandidate[]> {
  const candidates: MergeCandidate[] = [];
  for (const info of state.segments) {
    const dead = new Set(state.tombstones.get(info.id));
    const owners = dead.size === 0 ? undefined : (await tables.open(store, info, signal)).documentOfChunk;
    const deadChunks = owners?.reduce((count, document) => (dead.has(document) ? count + 1 : count), 0) ?? 0;
    candidates.push({
      id: info.id,
      liveChunks: info.chunkCount - deadChunks,
      deadChunks,
      space: info.space?.fingerprint,
      isStale: info.analysisFingerprint !== analyzer.fingerprint,
    });
  }
  return candidates;
}

/**
 * Merges segments into one. The merged bytes are built before the write lock is taken; they are discarded, and false is
 * returned, if a segment has changed in the meantime.
 */
async function mergeOnce(
  { store, analyzer }: MergeServices,
  collection: string,
  state: IndexState,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<boolean> {
  const inputs: LiveSegment[] = [];
  for (const info of state.segments.filter(({ id }) => ids.includes(id))) {
    inputs.push(await openLiveSegment(openSegment(store, info), state.tombstones.get(info.id) ?? [], signal));
  }
  const draft = await buildMergedSegment({ store, analyzer, signal }, inputs);
  return store.transact(async (transaction) => {
    const now = await transaction.indexState(collection, signal);
    if (!ids.every((id) => isUnchanged(id, state, now))) return false;
    const space = inputs[0]?.segment.info.space;
    if (draft) putDraft({ transaction, analyzer }, defined({ collection, space }), draft);
    for (const id of ids) transaction.dropSegment(id);
    transaction.advanceGeneration(collection);
    return true;
  }, signal);
}

/** Returns whether a segment still has vectors of the same space and as many tombstones, which only ever increase. */
function isUnchanged(id: number, before: IndexState, now: IndexState): boolean {
  const find = (state: IndexState) => state.segments.find((info) => info.id === id);
  const deadIn = (state: IndexState): number => state.tombstones.get(id)?.length ?? 0;
  return (
    find(now) !== undefined &&
    find(now)?.space?.fingerprint === find(before)?.space?.fingerprint &&
    deadIn(now) === deadIn(before)
  );
}
