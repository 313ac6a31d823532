import { type IndexedForm, type IndexState, LydianError, type StoreReader } from "../../core/index.ts";
import { readIndexed } from "./read-indexed.ts";
import { openSegment } from "./segment/open-segment.ts";
import { type LiveSegment, openLiveSegment } from "./snapshot/live-segment.ts";

/** The segments of an index that can be read, although others can not. */
export interface WholeSegments {
  readonly count: number;
  readonly damaged: number;
  /** What these segments keep of documents that live there; see `IndexReader.readIndexed`. */
  read(documentIds: readonly string[], signal: AbortSignal): Promise<readonly IndexedForm[]>;
}

/** Opens each segment on its own, so that a damaged one does not hide the others. Their words are not looked at. */
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
    read: (documentIds, reading) => readIndexed({ generation, segments }, documentIds, reading),
  };
}
