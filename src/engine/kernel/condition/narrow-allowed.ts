import type { ChunkField } from "../../../core/index.ts";
import type { WordSource } from "../lexical/word-source.ts";
import { openTermBlocks, type TermBlocks } from "../segment/term-blocks.ts";
import { BLOCK_SIZE } from "../segment/write-lexical.ts";
import { type Allowed, intersect, subtract } from "../select/bitset.ts";
import type { IndexedCondition } from "./read-conditions.ts";
import type { AnyOf } from "./required-terms.ts";

/** Number of each field in the postings. */
const fieldNumbers: Readonly<Record<ChunkField, number>> = { text: 0, title: 1, heading: 2 };

/**
 * Returns the allowed chunks of a segment that may meet all conditions by their terms. It misses none that does, and all of
 * them meet the conditions that read no texts.
 */
export function narrowAllowed(source: WordSource, conditions: readonly IndexedCondition[], allowed: Allowed): Allowed {
  return conditions.reduce((narrowed, condition) => narrowBy(source, condition, narrowed), allowed);
}

function narrowBy(source: WordSource, condition: IndexedCondition, allowed: Allowed): Allowed {
  const { terms, field, isExcluded, isPhrase } = condition;
  if (!isExcluded)
    return terms.reduce((narrowed, anyOf) => intersect(chunksWithAny(source, anyOf, field), narrowed), allowed);
  // A chunk may have the words of an excluded phrase in another order.
  if (isPhrase) return allowed;
  return terms.reduce(
    (narrowed, anyOf) => subtract(narrowed, chunksWithAny(source, anyOf, field), source.part.chunkCount),
    allowed,
  );
}

function chunksWithAny(source: WordSource, anyOf: AnyOf, field: ChunkField | undefined): Uint32Array {
  const bits = new Uint32Array(Math.ceil(source.part.chunkCount / 32));
  for (const term of anyOf) {
    const liveTerm = source.find(term);
    if (liveTerm === undefined) continue;
    const blocks = openTermBlocks(source.part.view, liveTerm.entry);
    if (field === undefined) addChunks(blocks, bits);
    else addChunksWithField(blocks, fieldNumbers[field], bits);
  }
  return bits;
}

function addChunks(blocks: TermBlocks, bits: Uint32Array): void {
  const ordinals = new Int32Array(BLOCK_SIZE);
  for (let block = 0; block < blocks.blockCount; block++) {
    blocks.decodeOrdinals(block, ordinals);
    for (const ordinal of ordinals.subarray(0, blocks.size(block))) addBit(bits, ordinal);
  }
}

function addChunksWithField(blocks: TermBlocks, field: number, bits: Uint32Array): void {
  const ordinals = new Int32Array(BLOCK_SIZE);
  const counts = new Uint16Array(BLOCK_SIZE);
  for (let block = 0; block < blocks.blockCount; block++) {
    blocks.decodeOrdinals(block, ordinals);
    blocks.decodeCounts(block, field, { counts, at: 0 });
    for (let index = 0; index < blocks.size(block); index++) {
      if ((counts[index] ?? 0) > 0) addBit(bits, ordinals[index] ?? 0);
    }
  }
}

function addBit(bits: Uint32Array, ordinal: number): void {
  bits[ordinal >>> 5] = (bits[ordinal >>> 5] ?? 0) | (1 << (ordinal & 31));
}
