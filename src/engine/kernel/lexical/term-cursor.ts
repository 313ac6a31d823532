import { type Bm25, lengthNorm } from "../segment/bm25.ts";
import { openTermBlocks, type TermBlocks, type TermEntry } from "../segment/term-blocks.ts";
import type { PerField } from "../segment/term-postings.ts";
import { BLOCK_SIZE } from "../segment/write-lexical.ts";
import type { BoundOf } from "./bounds.ts";
import { contribution, ROUNDER } from "./grid.ts";

/** A term's way through a segment, ordinals ascending; no call may ask for what lies before an earlier one. */
export interface TermCursor {
  /** In grid steps: no chunk from `from` to before `to` gets more from this term. */
  boundBetween(from: number, to: number): number;
  /** Adds what the chunks from `from` to before `to` get, chunk `from` at index 0. */
  accumulate(from: number, to: number, sums: Float64Array): void;
  /** What this chunk gets; 0 if it lacks the term. */
  contributionTo(ordinal: number): number;
}

/** What the cursors of one segment share. */
export interface CursorContext {
  readonly view: DataView;
  readonly bm25: Bm25;
  readonly averageLength: number;
  readonly weightedLengths: Float32Array;
  readonly boundOf: BoundOf;
}

/** @param weight  of the term, in grid steps */
export function createTermCursor(context: CursorContext, entry: TermEntry, weight: number): TermCursor {
  const { bm25, weightedLengths, boundOf } = context;
  const { base, step } = lengthNorm(bm25, context.averageLength);
  const blocks = openTermBlocks(context.view, entry);
  const { ordinals, frequencies, needOrdinals, needFrequencies } = createBlockBuffer(blocks, bm25.weights);
  let [block, position, size] = [0, 0, 0];

  const skipTo = (ordinal: number): void => {
    while (block < blocks.blockCount && blocks.lastOrdinal(block) < ordinal) {
      block++;
      position = 0;
    }
  };
  const advanceWithin = (ordinal: number): void => {
    while (position < size && (ordinals[position] ?? 0) < ordinal) position++;
  };
  /** Adds the current block's postings before `to`; answers whether that was the whole block. */
  const accumulateBlock = (from: number, to: number, sums: Float64Array): boolean => {
    let at = position;
    for (; at < size; at++) {
      const ordinal = ordinals[at] ?? 0;
      if (ordinal >= to) break;
      const frequency = frequencies[at] ?? 0;
      const norm = base + step * (weightedLengths[ordinal] ?? 0);
      const gain = weight * (frequency / (frequency + norm)) + ROUNDER - ROUNDER;
      sums[ordinal - from] = (sums[ordinal - from] ?? 0) + gain;
    }
    position = at;
    return at === size;
  };

  return {
    boundBetween(from, to) {
      skipTo(from);
      const largest = largestBound(blocks, block, to);
      return largest === 0 ? 0 : Math.ceil(weight * boundOf(largest)) + 1;
    },
    accumulate(from, to, sums) {
      skipTo(from);
      while (block < blocks.blockCount) {
        size = needOrdinals(block);
        needFrequencies(block);
        advanceWithin(from);
        if (!accumulateBlock(from, to, sums)) return;
        block++;
        position = 0;
      }
    },
    contributionTo(ordinal) {
      skipTo(ordinal);
      if (block === blocks.blockCount) return 0;
      size = needOrdinals(block);
      advanceWithin(ordinal);
      if (position === size || ordinals[position] !== ordinal) return 0;
      needFrequencies(block);
      const frequency = frequencies[position] ?? 0;
      return contribution(weight, frequency / (frequency + (base + step * (weightedLengths[ordinal] ?? 0))));
    },
  };
}

/** The decoded block of a cursor; each half is decoded when it is first needed. */
function createBlockBuffer(blocks: TermBlocks, weights: PerField<number>) {
  const ordinals = new Int32Array(BLOCK_SIZE);
  const frequencies = new Float64Array(BLOCK_SIZE);
  let withOrdinals = -1;
  let withFrequencies = -1;
  return {
    ordinals,
    frequencies,
    /** Answers how many postings the block has. */
    needOrdinals(block: number): number {
      if (withOrdinals !== block) blocks.decodeOrdinals(block, ordinals);
      withOrdinals = block;
      return blocks.size(block);
    },
    needFrequencies(block: number): void {
      if (withFrequencies !== block) blocks.decodeFrequencies(block, weights, frequencies);
      withFrequencies = block;
    },
  };
}

/** The greatest stored bound of the blocks from `first` that may hold an ordinal before `to`. */
function largestBound(blocks: TermBlocks, first: number, to: number): number {
  let largest = 0;
  for (let next = first; next < blocks.blockCount; next++) {
    if (next > first && blocks.lastOrdinal(next - 1) + 1 >= to) break;
    largest = Math.max(largest, blocks.bound(next));
  }
  return largest;
}
