import type { SegmentInfo, SegmentPart, StoreReader } from "../../../core/index.ts";
import { openSegment, type Segment } from "./open-segment.ts";
import type { PartKeeper } from "./part-keeper.ts";

/**
 * A segment whose words and vectors come and go, each with a memory of its own; what it keeps of its documents stays, since
 * every hit is looked up there.
 */
export function openSegmentWithin(
  keeper: PartKeeper,
  store: Pick<StoreReader, "readBlocks">,
  info: SegmentInfo,
): Segment {
  const { space: _, ...withoutSpace } = info;
  const sizesOf = (part: SegmentPart) => ({ sizes: { [part]: info.sizes[part] ?? 0 } });
  const lexical = keeper.keep(info.sizes.lexical ?? 0, () =>
    openSegment(store, { ...withoutSpace, ...sizesOf("lexical") }),
  );
  const vectors = keeper.keep(info.sizes.vectors ?? 0, () => openSegment(store, { ...info, ...sizesOf("vectors") }));
  return {
    info,
    documents: openSegment(store, { ...withoutSpace, ...sizesOf("documents") }).documents,
    lexical: (signal) => lexical().lexical(signal),
    vectors: async (signal) => (info.space === undefined ? undefined : vectors().vectors(signal)),
  };
}
