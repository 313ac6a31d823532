import { type Bm25, lengthNorm } from "../segment/bm25.ts";
import { openTermBlocks, type TermBlocks, type TermEntry } from "../segment/term-blocks.ts";
import type { PerField } from "../segment/term-postings.ts";
import { BLOCK_SIZE } from "../segment/write-lexical.ts";
import type { BoundOf } from "./bounds.ts";
import { contribution, ROUNDER } from "./grid.ts";

/**
 * Cursor over a term's postings in a segment. Its calls must go forward: no ordinal may lie before that of an earlier
 * call.
 */
export interface TermCursor {
  /** Returns an upper bound of the term's contribution to any chunk from `from` to before `to`, in grid steps. */
  boundBetween(from: number, to: number): number;
  /** Adds the term's contributions to the chunks from `from` to before `to`; chunk `from` is at index 0 of `sums`. */
  accumulate(from: number, to: number, sums: Float64Array): void;
  /** Returns the term's contribution to a chunk; 0 if the chunk lacks the term. */
  contributionTo(ordinal: number): number;
}

/** Data that the cursors of one segment share. */
export interface CursorContext {
  readonly view: DataView;
  readonly bm25: Bm25;
  readonly averageLength: number;
  readonly weightedLengths: Float32Array;
  readonly boundOf: BoundOf;
}

/**
 * Creates a cursor over a term's postings.
 *
 * @param weight  weight of the term in grid steps
 */
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
  /** Adds the current block's postings before `to`; returns whether the whole block was added. */
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

/** Creates a buffer for a cursor's current block. Ordinals and frequencies are decoded separately, on first use. */
function createBlockBuffer(blocks: TermBlocks, weights: PerField<number>) {
  const ordinals = new Int32Array(BLOCK_SIZE);
  const frequencies = new Float64Array(BLOCK_SIZE);
  let withOrdinals = -1;
  let withFrequencies = -1;
  return {
    ordinals,
    frequencies,
    /** Decodes a block's ordinals and returns their number. */
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

/** Returns the greatest stored bound of the blocks from `first` on that may contain an ordinal before `to`. */
function largestBound(blocks: TermBlocks, first: number, to: number): number {
  let largest = 0;
  for (let next = first; next < blocks.blockCount; next++) {
    if (next > first && blocks.lastOrdinal(next - 1) + 1 >= to) break;
    largest = Math.max(largest, blocks.bound(next));
  }
  return largest;
}
