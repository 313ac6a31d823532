import { crc32 } from "node:zlib";
import { damagedStoreError } from "../../core/index.ts";
import type { BlockRow } from "./row-schemas.ts";

/** Maximum size of a block. SQLite cannot read part of a BLOB, and reading a long one blocks everything else. */
export const blockSizeBytes = 1 << 20;

/** Cuts bytes into numbered rows of at most 1 MiB, each with its CRC-32. Empty input gives no rows. */
export function splitBlocks(bytes: Uint8Array): readonly BlockRow[] {
  const rows: BlockRow[] = [];
  for (let start = 0; start < bytes.length; start += blockSizeBytes) {
    const block = bytes.subarray(start, start + blockSizeBytes);
    rows.push({ number: rows.length, checksum: crc32(block), bytes: block });
  }
  return rows;
}

/**
 * Yields the bytes of each block after comparing its checksum. After the last block it compares the total size.
 *
 * @param rows  blocks in ascending order of their number
 * @param what  name of the blocks in error messages, e.g. `part "text" of document 7`
 * @param sizeBytes  expected total
 * @throws {BlockCorruptError} if a checksum differs, or a block is missing or cut off
 */
export function* checkBlocks(rows: Iterable<BlockRow>, what: string, sizeBytes: number): Generator<Uint8Array> {
  let [index, totalBytes] = [0, 0];
  for (const row of rows) {
    if (row.number !== index) throw damagedStoreError(`Block ${index} of ${what} is missing`);
    checkBlock(row, what);
    yield row.bytes;
    index++;
    totalBytes += row.bytes.length;
  }
  if (totalBytes !== sizeBytes)
    throw damagedStoreError(`The blocks of ${what} hold ${totalBytes} bytes instead of ${sizeBytes}`);
}

/**
 * Compares a block with its checksum.
 *
 * @throws {BlockCorruptError} if they differ
 */
export function checkBlock({ number, checksum, bytes }: BlockRow, what: string): void {
  if (crc32(bytes) !== checksum)
    throw damagedStoreError(`Block ${number} of ${what} (${bytes.length} bytes) differs from its checksum`);
}

/** Joins blocks to one array. A single block is returned as it is, not copied. */
export function joinBlocks(blocks: readonly Uint8Array[]): Uint8Array {
  const [first] = blocks;
  return blocks.length === 1 && first !== undefined ? first : Buffer.concat(blocks);
}
