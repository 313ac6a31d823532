import { unpackBits } from "./bit-pack.ts";
import type { PerField } from "./term-postings.ts";
import { BLOCK_SIZE } from "./write-lexical.ts";

/** What the dictionary says of a term. */
export interface TermEntry {
  /** Chunks that contain it, dead ones too. */
  readonly count: number;
  /** Of 65,535: no posting's impact is greater, at the segment's own average length. */
  readonly bound: number;
  /** First byte of its postings in the part. */
  readonly start: number;
}

const TABLE_ROW = 10;
const HEADER_BYTES = 3;

/** A term's postings in blocks of at most 128, each decoded on its own into arrays that the caller keeps. */
export interface TermBlocks {
  readonly blockCount: number;
  /** How many postings a block has. */
  size(block: number): number;
  /** The greatest ordinal of a block; for the only block of a term, the greatest possible. */
  lastOrdinal(block: number): number;
  /** Of 65,535, as `TermEntry.bound`. */
  bound(block: number): number;
  /** @param at  where the first one goes */
  decodeOrdinals(block: number, ordinals: Int32Array, at?: number): void;
  /** The occurrences in one field, for each posting; the first one's go to `at`. */
  decodeCounts(block: number, field: number, into: { readonly counts: Uint16Array; readonly at: number }): void;
  /** Σ weight × occurrences over the fields, for each posting. */
  decodeFrequencies(block: number, weights: PerField<number>, frequencies: Float64Array): void;
}

export function openTermBlocks(view: DataView, entry: TermEntry): TermBlocks {
  const blockCount = Math.ceil(entry.count / BLOCK_SIZE);
  const hasTable = blockCount > 1;
  const first = entry.start + (hasTable ? blockCount * TABLE_ROW : 0);
  const row = (block: number): number => entry.start + block * TABLE_ROW;
  const lastOrdinal = (block: number): number => (hasTable ? view.getUint32(row(block), true) : 0x7fffffff);
  const position = (block: number): number => (hasTable ? first + view.getUint32(row(block) + 4, true) : first);
  const size = (block: number): number => Math.min(BLOCK_SIZE, entry.count - block * BLOCK_SIZE);

  return {
    blockCount,
    size,
    lastOrdinal,
    bound: (block) => (hasTable ? view.getUint16(row(block) + 8, true) : entry.bound),
    decodeOrdinals(block, ordinals, at = 0) {
      const start = position(block);
      const previous = block === 0 ? -1 : lastOrdinal(block - 1);
      decodeGaps(view, start, { size: size(block), previous, ordinals, at });
    },
    decodeCounts(block, field, into) {
      unpackCounts(view, position(block), { size: size(block), field, ...into });
    },
    decodeFrequencies(block, weights, frequencies) {
      decodeWeighted(view, position(block), { size: size(block), weights, frequencies });
    },
  };
}

function decodeGaps(
  view: DataView,
  start: number,
  block: { readonly size: number; readonly previous: number; readonly ordinals: Int32Array; readonly at: number },
): void {
  const { size, ordinals, at } = block;
  const width = unpackBits(view, { start, bit: 0 }, 5);
  const data = start + HEADER_BYTES;
  const mask = (1 << width) - 1;
  let ordinal = block.previous;
  let bit = 0;
  for (let index = 0; index < size; index++) {
    ordinal += ((view.getUint32(data + (bit >>> 3), true) >>> (bit & 7)) & mask) + 1;
    ordinals[at + index] = ordinal;
    bit += width;
  }
}

function unpackCounts(
  view: DataView,
  start: number,
  block: { readonly size: number; readonly field: number; readonly counts: Uint16Array; readonly at: number },
): void {
  const { size, field, counts, at } = block;
  const data = start + HEADER_BYTES;
  let bit = 0;
  for (let column = 0; column <= field; column++) bit += unpackBits(view, { start, bit: 5 * column }, 5) * size;
  const width = unpackBits(view, { start, bit: 5 * (field + 1) }, 5);
  const mask = (1 << width) - 1;
  if (width === 0) counts.fill(0, at, at + size);
  for (let index = 0; width > 0 && index < size; index++) {
    counts[at + index] = (view.getUint32(data + (bit >>> 3), true) >>> (bit & 7)) & mask;
    bit += width;
  }
}

function decodeWeighted(
  view: DataView,
  start: number,
  block: { readonly size: number; readonly weights: PerField<number>; readonly frequencies: Float64Array },
): void {
  const { size, weights, frequencies } = block;
  const data = start + HEADER_BYTES;
  let bit = unpackBits(view, { start, bit: 0 }, 5) * size;
  frequencies.fill(0, 0, size);
  for (let field = 0; field < 3; field++) {
    const width = unpackBits(view, { start, bit: 5 * (field + 1) }, 5);
    if (width === 0) continue;
    const weight = weights[field] ?? 0;
    const mask = (1 << width) - 1;
    for (let index = 0; index < size; index++) {
      const count = (view.getUint32(data + (bit >>> 3), true) >>> (bit & 7)) & mask;
      frequencies[index] = (frequencies[index] ?? 0) + weight * count;
      bit += width;
    }
  }
}
