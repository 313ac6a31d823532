import { type IndexedForm, type IndexState, LydianError, type StoreReader } from "../../core/index.ts";
import { readIndexed } from "./read-indexed.ts";
import { openSegment } from "./segment/open-segment.ts";
import { type LiveSegment, openLiveSegment } from "./snapshot/live-segment.ts";

/** Undamaged segments of an index in which other segments may be damaged. */
export interface WholeSegments {
  readonly count: number;
  /** Number of segments that cannot be read. */
  readonly damaged: number;
  /** Reads the indexed form of documents that live in these segments; see `IndexReader.readIndexed`. */
  read(documentIds: readonly string[], signal: AbortSignal): Promise<readonly IndexedForm[]>;
}

/** Opens each segment separately, so that a damaged one does not hide the others. Does not check the words. */
export async function openWholeSegments(
  store: Pick<StoreReader, "readBlocks">,
  state: IndexState,
  signal: AbortSignal,
): Promise<WholeSegments> {
  const segments: LiveSegment[] = [];
  for (const info of state.segments) {
    try {
      const live = await openLiveSegment(openSegment(store, info), state.tombstones.get(info.id) ?? [], signal);
      await live.vectors(signal);
      segments.push(live);
    } catch (error) {
      if (!(error instanceof LydianError)) throw error;
    }
  }
  const { generation } = state;
  return {
    count: segments.length,
    damaged: state.segments.length - segments.length,
    read: (documentIds, readSignal) => readIndexed({ generation, segments }, documentIds, readSignal),
  };
}
