import type { IndexState, SegmentInfo, StoreReader } from "../../../core/index.ts";
import type { Segment } from "../segment/open-segment.ts";
import { type LiveSegment, openLiveSegment } from "./live-segment.ts";

/** A collection's index at one generation. */
export interface Snapshot {
  readonly generation: number;
  /** Segments of the collection, oldest first. */
  readonly segments: readonly LiveSegment[];
}

/** Newest snapshot of each of a store's collections. A new snapshot shares the unchanged segments of the one before. */
export interface Snapshots {
  /**
   * Runs `work` on the newest snapshot. If `work` fails because a merge removed its
   * segments, it runs again on a newer one.
   *
   * @throws what `work` throws if the collection has not changed, or has changed at every attempt
   */
  use<T>(collection: string, signal: AbortSignal, work: (snapshot: Snapshot) => Promise<T>): Promise<T>;
  close(): void;
}

interface Loading {
  readonly generation: number;
  readonly snapshot: Promise<Snapshot>;
}

/** Opens a segment; its parts are read on first use. */
export type OpenSegment = (info: SegmentInfo) => Segment;

/** Maximum number of retries after a merge. Merges can follow one another, but not this fast. */
const MAX_RETRIES = 5;

/** Creates the snapshots of a store's collections, which open segments by `open`. */
export function createSnapshots(store: StoreReader, open: OpenSegment): Snapshots {
  const newest = new Map<string, Loading>();

  // Concurrent callers share one load, so no single caller's signal may abort it.
  const load = (collection: string, state: IndexState): Loading => {
    const previous = newest.get(collection);
    if (previous && previous.generation === state.generation) return previous;
    const snapshot = loadSnapshot(open, state, previous);
    const loading = { generation: state.generation, snapshot };
    newest.set(collection, loading);
    snapshot.catch(() => {
      // The callers get the error, and the next call loads again.
      if (newest.get(collection) === loading) newest.delete(collection);
    });
    return loading;
  };

  const attempt = async <T>(
    collection: string,
    retriesLeft: number,
    work: (snapshot: Snapshot) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> => {
    const state = await store.indexState(collection, signal);
    try {
      return await work(await load(collection, state).snapshot);
    } catch (error) {
      if (signal.aborted || retriesLeft === 0) throw error;
      const { generation } = await store.indexState(collection, signal);
      if (generation === state.generation) throw error;
      return attempt(collection, retriesLeft - 1, work, signal);
    }
  };

  return {
    use: (collection, signal, work) => attempt(collection, MAX_RETRIES, work, signal),
    close: () => newest.clear(),
  };
}

async function loadSnapshot(open: OpenSegment, state: IndexState, previous: Loading | undefined): Promise<Snapshot> {
  const opened = new Map<number, LiveSegment>();
  // An earlier snapshot that failed has no open segments to share. Its own callers got the error.
  const before = await previous?.snapshot.catch(() => undefined);
  for (const segment of before?.segments ?? []) opened.set(segment.segment.info.id, segment);

  const segments: LiveSegment[] = [];
  for (const info of state.segments) {
    const dead = state.tombstones.get(info.id) ?? [];
    segments.push(await reopen(open, info, dead, opened.get(info.id)));
  }
  return { generation: state.generation, segments };
}

/** Reuses an unchanged segment, or only its bytes if documents were deleted from it. */
function reopen(
  open: OpenSegment,
  info: SegmentInfo,
  dead: readonly number[],
  opened: LiveSegment | undefined,
): Promise<LiveSegment> | LiveSegment {
  const { signal } = new AbortController();
  if (opened === undefined || opened.segment.info.space?.fingerprint !== info.space?.fingerprint) {
    return openLiveSegment(open(info), dead, signal);
  }
  return opened.dead.length === dead.length ? opened : openLiveSegment(opened.segment, dead, signal);
}
