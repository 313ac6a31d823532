import { never, type PartOfSegment, type StoreReader } from "../core/index.ts";

/** Reads the blocks of a segment's part. */
export async function readPart(
  store: Pick<StoreReader, "readBlocks">,
  segmentId: number,
  part: PartOfSegment["part"],
): Promise<readonly Uint8Array[]> {
  const blocks: Uint8Array[] = [];
  await store.readBlocks({ segmentId, part }, (block) => blocks.push(block.slice()), never);
  return blocks;
}
