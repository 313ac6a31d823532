import type { ChunkField } from "../../../core/index.ts";
import type { WordSource } from "../lexical/word-source.ts";
import { openTermBlocks, type TermBlocks } from "../segment/term-blocks.ts";
import { BLOCK_SIZE } from "../segment/write-lexical.ts";
import { type Allowed, intersect, subtract, unite } from "../select/bitset.ts";
import type { PhraseOrder, SegmentWords } from "./phrase-order.ts";
import type { IndexedCondition } from "./read-conditions.ts";
import type { AnyOf } from "./required-terms.ts";

/** Number of each field in the postings. */
const fieldNumbers: Readonly<Record<ChunkField, number>> = { text: 0, title: 1, heading: 2 };

/** A condition, and what the segments know of the order of its words. */
export interface OrderedCondition extends IndexedCondition {
  readonly order: PhraseOrder;
}

/**
 * Returns the allowed chunks of a segment that may meet all conditions by their terms and the order of their words. It
 * misses none that does, and all of them meet the conditions that read no texts.
 */
export function narrowAllowed(
  segment: SegmentWords,
  conditions: readonly OrderedCondition[],
  allowed: Allowed,
): Allowed {
  return conditions.reduce((narrowed, condition) => narrowBy(segment, condition, narrowed), allowed);
}

function narrowBy(segment: SegmentWords, condition: OrderedCondition, allowed: Allowed): Allowed {
  const { terms, field, isExcluded, isPhrase, order } = condition;
  const { source } = segment;
  if (isPhrase && !isExcluded) return intersect(chunksWithPhrase(segment, condition), allowed);
  if (isPhrase) {
    // A chunk may have the words in another order. The borders are noted for the check of the texts.
    if (mayBeInText(field)) order.chunksAtBorders(segment);
    return allowed;
  }
  const { chunkCount } = source.part;
  return terms.reduce<Allowed>((narrowed, anyOf) => {
    const chunks = chunksWithAny(source, anyOf, field);
    return isExcluded ? subtract(narrowed, chunks, chunkCount) : intersect(chunks, narrowed);
  }, allowed);
}

/** Returns the chunks that may contain a phrase: in a field, or in the text at a border with a neighbour. */
function chunksWithPhrase(segment: SegmentWords, { terms, field, order }: OrderedCondition): Allowed {
  const { source } = segment;
  const withTerms = (inField: ChunkField | undefined): Allowed =>
    terms.reduce<Allowed>((narrowed, anyOf) => intersect(chunksWithAny(source, anyOf, inField), narrowed), undefined);
  const anywhere = withTerms(field);
  if (!mayBeInText(field)) return anywhere;
  const inOrder = order.chunksInOrder(segment, anywhere);
  // Undefined: nothing is known of the order, so that every chunk with the terms may have the phrase.
  const inside = inOrder === undefined || field === "text" ? (inOrder ?? anywhere) : unite(inOrder, inNames(withTerms));
  return unite(inside, order.chunksAtBorders(segment));
}

function inNames(withTerms: (field: ChunkField) => Allowed): Allowed {
  return unite(withTerms("title"), withTerms("heading"));
}

function mayBeInText(field: ChunkField | undefined): boolean {
  return field === undefined || field === "text";
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
