import { unpackBits } from "./bit-pack.ts";
import type { PerField } from "./term-postings.ts";
import { BLOCK_SIZE } from "./write-lexical.ts";

/** Entry of a term in the dictionary. */
export interface TermEntry {
  /** Number of chunks that contain the term, deleted ones included. */
  readonly count: number;
  /** Upper bound of the postings' impacts at the segment's own average length, in units of 1/65,535. */
  readonly bound: number;
  /** First byte of the term's postings in the part. */
  readonly start: number;
}

const TABLE_ROW_BYTES = 10;
const HEADER_BYTES = 3;

/** A term's postings in blocks of at most 128. Each block is decoded separately, into arrays of the caller. */
export interface TermBlocks {
  readonly blockCount: number;
  /** Returns the number of postings in a block. */
  size(block: number): number;
  /** Returns the greatest ordinal of a block; for a term's only block, the greatest possible ordinal. */
  lastOrdinal(block: number): number;
  /** Returns the upper bound of a block's impacts, in units of 1/65,535. */
  bound(block: number): number;
  /** Decodes a block's ordinals into `ordinals`, from index `at` on. */
  decodeOrdinals(block: number, ordinals: Int32Array, at?: number): void;
  /** Decodes the occurrences in one field, posting by posting. */
  decodeCounts(block: number, field: number, into: CountTarget): void;
  /** Decodes Σ weight × occurrences over the fields, posting by posting. */
  decodeFrequencies(block: number, weights: PerField<number>, frequencies: Float64Array): void;
}

/** Array that counts are decoded into, from index `at` on. */
export interface CountTarget {
  readonly counts: Uint16Array;
  readonly at: number;
}

/**
 * Opens the postings of a term.
 *
 * @param view  view of the `lexical` part that the entry belongs to
 */
export function openTermBlocks(view: DataView, entry: TermEntry): TermBlocks {
  const blockCount = Math.ceil(entry.count / BLOCK_SIZE);
  const hasTable = blockCount > 1;
  const first = entry.start + (hasTable ? blockCount * TABLE_ROW_BYTES : 0);
  const row = (block: number): number => entry.start + block * TABLE_ROW_BYTES;
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
      decodeGaps(view, start, size(block), previous, ordinals, at);
    },
    decodeCounts(block, field, into) {
      unpackCounts(view, position(block), size(block), field, into);
    },
    decodeFrequencies(block, weights, frequencies) {
      decodeWeighted(view, position(block), size(block), weights, frequencies);
    },
  };
}

/**
 * @param previous  last ordinal of the block before; -1 for the first block
 */
function decodeGaps(
  view: DataView,
  start: number,
  size: number,
  previous: number,
  ordinals: Int32Array,
  at: number,
): void {
  const width = unpackBits(view, { start, bit: 0 }, 5);
  const data = start + HEADER_BYTES;
  const mask = (1 << width) - 1;
  let ordinal = previous;
  let bit = 0;
  for (let index = 0; index < size; index++) {
    ordinal += ((view.getUint32(data + (bit >>> 3), true) >>> (bit & 7)) & mask) + 1;
    ordinals[at + index] = ordinal;
    bit += width;
  }
}

function unpackCounts(view: DataView, start: number, size: number, field: number, { counts, at }: CountTarget): void {
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
  size: number,
  weights: PerField<number>,
  frequencies: Float64Array,
): void {
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
