import type { IndexState, SegmentInfo, StoreReader } from "../../../core/index.ts";
import type { Segment } from "../segment/open-segment.ts";
import { type LiveSegment, openLiveSegment } from "./live-segment.ts";

/** One consistent picture of a collection's index, oldest segment first. */
export interface Snapshot {
  readonly generation: number;
  readonly segments: readonly LiveSegment[];
}

/** The newest snapshots of a store's collections. Unchanged segments are taken over, gone ones are let go. */
export interface Snapshots {
  /**
   * Runs `work` on the newest snapshot; again on a newer one if it failed because a merge took its segments away.
   *
   * @throws what `work` throws while the collection stays the same
   */
  use<T>(collection: string, signal: AbortSignal, work: (snapshot: Snapshot) => Promise<T>): Promise<T>;
  close(): void;
}

interface Loading {
  readonly generation: number;
  readonly snapshot: Promise<Snapshot>;
}

export type OpenSegment = (info: SegmentInfo) => Segment;

/** Merges follow one another, but not as fast as this. */
const MAX_ATTEMPTS = 5;

/** @param open  how a segment is opened; it is read when it is first asked for */
export function createSnapshots(store: StoreReader, open: OpenSegment): Snapshots {
  const newest = new Map<string, Loading>();

  /** Concurrent callers share one load; it is not one caller's to abort. */
  const load = (collection: string, state: IndexState): Loading => {
    const known = newest.get(collection);
    if (known && known.generation === state.generation) return known;
    const snapshot = loadSnapshot(open, state, known);
    const loading = { generation: state.generation, snapshot };
    newest.set(collection, loading);
    snapshot.catch(() => {
      if (newest.get(collection) === loading) newest.delete(collection);
    });
    return loading;
  };
  const attempt = async <T>(
    request: { readonly collection: string; readonly signal: AbortSignal; readonly left: number },
    work: (snapshot: Snapshot) => Promise<T>,
  ): Promise<T> => {
    const { collection, signal, left } = request;
    const state = await store.indexState(collection, signal);
    try {
      return await work(await load(collection, state).snapshot);
    } catch (error) {
      if (signal.aborted || left === 0) throw error;
      const { generation } = await store.indexState(collection, signal);
      if (generation === state.generation) throw error;
      return attempt({ collection, signal, left: left - 1 }, work);
    }
  };
  return {
    use: (collection, signal, work) => attempt({ collection, signal, left: MAX_ATTEMPTS }, work),
    close: () => newest.clear(),
  };
}

async function loadSnapshot(open: OpenSegment, state: IndexState, before: Loading | undefined): Promise<Snapshot> {
  const known = new Map<number, LiveSegment>();
  const previous = await before?.snapshot.catch(() => undefined);
  for (const one of previous?.segments ?? []) known.set(one.segment.info.id, one);
  const segments: LiveSegment[] = [];
  for (const info of state.segments) {
    const dead = state.tombstones.get(info.id) ?? [];
    segments.push(await reopen(open, { info, dead }, known.get(info.id)));
  }
  return { generation: state.generation, segments };
}

/** Takes over what stayed the same: all of it, or the segment's bytes under new tombstones. */
function reopen(
  open: OpenSegment,
  wanted: { readonly info: SegmentInfo; readonly dead: readonly number[] },
  known: LiveSegment | undefined,
): Promise<LiveSegment> | LiveSegment {
  const { info, dead } = wanted;
  const { signal } = new AbortController();
  if (known === undefined || known.segment.info.space?.fingerprint !== info.space?.fingerprint) {
    return openLiveSegment(open(info), dead, signal);
  }
  return known.dead.length === dead.length ? known : openLiveSegment(known.segment, dead, signal);
}
