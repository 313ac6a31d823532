import { crc32 } from "node:zlib";
import { BlockCorruptError } from "../../core/index.ts";
import type { BlockRow } from "./rows.ts";

/** SQLite reads no BLOB in part, and a long one blocks everything else: so nothing is longer than this. */
export const blockSizeBytes = 1 << 20;

/** Cuts bytes into numbered rows of at most 1 MiB, each with its CRC-32; no bytes are no rows. */
export function splitBlocks(bytes: Uint8Array): readonly BlockRow[] {
  const rows: BlockRow[] = [];
  for (let start = 0; start < bytes.length; start += blockSizeBytes) {
    const block = bytes.subarray(start, start + blockSizeBytes);
    rows.push({ number: rows.length, checksum: crc32(block), bytes: block });
  }
  return rows;
}

/**
 * The bytes of each block, when its checksum has been compared; their number is compared after the last one.
 *
 * @param rows  ordered by number
 * @throws {BlockCorruptError} if a checksum differs, or a block is missing or cut off
 */
export function* checkBlocks(rows: Iterable<BlockRow>, what: string, sizeBytes: number): Generator<Uint8Array> {
  let [index, total] = [0, 0];
  for (const row of rows) {
    if (row.number !== index) throw corrupt(`Block ${index} of ${what} is missing`);
    checkBlock(row, what);
    yield row.bytes;
    index++;
    total += row.bytes.length;
  }
  if (total !== sizeBytes) throw corrupt(`Of ${what}, ${total} bytes are there instead of ${sizeBytes}`);
}

/** @throws {BlockCorruptError} if the checksum differs */
export function checkBlock({ number, checksum, bytes }: BlockRow, what: string): void {
  if (crc32(bytes) !== checksum)
    throw corrupt(`Block ${number} of ${what} (${bytes.length} bytes) differs from its checksum`);
}

export function joinBlocks(blocks: readonly Uint8Array[]): Uint8Array {
  const [first] = blocks;
  return blocks.length === 1 && first !== undefined ? first : Buffer.concat(blocks);
}

function corrupt(sentence: string): BlockCorruptError {
  return new BlockCorruptError(`${sentence}: the store's file was damaged.`, {
    hint: "Run `lydian doctor`, then `lydian doctor --repair`; or restore the store from a backup.",
  });
}
