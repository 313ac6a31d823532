import type { SegmentInfo, StoreReader } from "../../../core/index.ts";
import { openSegment, type Segment } from "./open-segment.ts";
import { createSharedMemory } from "./segment-memory.ts";

/** A segment whose vectors lie in a memory of their own that other threads can be given. */
export function openSharedSegment(store: Pick<StoreReader, "readBlocks">, info: SegmentInfo): Segment {
  const { space: _, sizes, ...rest } = info;
  const { vectors = 0, ...others } = sizes;
  const words = openSegment(store, { ...rest, sizes: others });
  const apart = openSegment(store, { ...info, sizes: { vectors } }, createSharedMemory);
  return { info, documents: words.documents, lexical: words.lexical, vectors: apart.vectors };
}
