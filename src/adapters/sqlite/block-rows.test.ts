import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BlockCorruptError } from "../../core/index.ts";
import { blockSizeBytes, checkBlocks, joinBlocks, splitBlocks } from "./block-rows.ts";

const pattern = Uint8Array.from({ length: 3 * blockSizeBytes }, (_, index) => (index * 7 + (index >> 8)) & 255);
const bytesOf = (length: number) => pattern.slice(0, length);

describe("the blocks of stored bytes", () => {
  it("return the same bytes at every length around the block size", () => {
    const length = fc.oneof(
      fc.nat(100),
      fc.integer({ min: blockSizeBytes - 2, max: blockSizeBytes + 2 }),
      fc.integer({ min: 2 * blockSizeBytes - 2, max: 2 * blockSizeBytes + 2 }),
    );
    fc.assert(
      fc.property(length, (sizeBytes) => {
        const bytes = bytesOf(sizeBytes);
        const rows = splitBlocks(bytes);
        expect(rows.length).toBe(Math.ceil(sizeBytes / blockSizeBytes));
        expect(Buffer.from(joinBlocks([...checkBlocks(rows, "it", sizeBytes)])).equals(bytes)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("are rejected when any single bit differs", () => {
    const bytes = bytesOf(64);
    fc.assert(
      fc.property(fc.nat(63), fc.nat(7), (index, bit) => {
        const [row] = splitBlocks(bytes);
        const flipped = bytes.slice();
        flipped[index] = (bytes[index] ?? 0) ^ (1 << bit);
        expect(() => [...checkBlocks([{ number: 0, checksum: row?.checksum ?? 0, bytes: flipped }], "it", 64)]).toThrow(
          BlockCorruptError,
        );
      }),
    );
  });

  it("are rejected when one is missing at the start, in the middle or at the end", () => {
    const sizeBytes = 3 * blockSizeBytes;
    const rows = splitBlocks(bytesOf(sizeBytes));
    for (const missing of [0, 1, 2]) {
      const remaining = rows.filter(({ number }) => number !== missing);
      expect(() => [...checkBlocks(remaining, "it", sizeBytes)]).toThrow(BlockCorruptError);
    }
  });
});
