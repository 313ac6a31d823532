import { padded, type SegmentMemory } from "./segment-memory.ts";

/** Number of chunks scored together; the same as in words.as.ts. */
const WINDOW = 2048;
/** Maximum number of query terms. */
const MAX_TERMS = 128;
/** Maximum length of the list of best chunks. */
const MAX_FOUND = 16_384;
/** Size of a term's state with the ordinals and gains of one decoded block. */
const TERM_BYTES = 64 + 128 * (4 + 8);

/** Work space of a word search, in the segment's memory after its parts. Only one search at a time may use it. */
export interface WordSpace {
  readonly memory: SegmentMemory;
  /** Weighted length of each chunk. */
  readonly lengths: Float32Array;
  /** Allowed chunks, one bit each. */
  readonly allowed: Uint32Array;
  readonly termBytes: number;
  /** State of `maxTerms` terms, `termBytes` each. */
  readonly terms: DataView;
  readonly maxTerms: number;
  readonly order: Uint32Array;
  /** Partial score of each chunk of a window. */
  readonly sums: Float64Array;
  readonly candidateOrdinals: Uint32Array;
  readonly candidateSums: Float64Array;
  /** Best chunks found, and their scores. */
  readonly foundOrdinals: Uint32Array;
  readonly foundScores: Float64Array;
}

/** Returns the size in bytes of the work space for this many chunks. */
export function wordSpaceBytes(chunkCount: number): number {
  return Object.values(sizesOf(chunkCount)).reduce((sum, size) => sum + padded(size), 0);
}

/**
 * Lays out a work space in a segment's memory.
 *
 * @param start  a multiple of 16
 * @throws {RangeError} if the memory ends before the space does
 */
export function createWordSpace(memory: SegmentMemory, start: number, chunkCount: number): WordSpace {
  const sizes = sizesOf(chunkCount);
  const { buffer } = memory;
  let end = start;
  const claim = (size: number): number => {
    const at = end;
    end += padded(size);
    return at;
  };
  return {
    memory,
    lengths: new Float32Array(buffer, claim(sizes.lengths), sizes.lengths / 4),
    allowed: new Uint32Array(buffer, claim(sizes.allowed), sizes.allowed / 4),
    termBytes: TERM_BYTES,
    terms: new DataView(buffer, claim(sizes.terms), sizes.terms),
    maxTerms: MAX_TERMS,
    order: new Uint32Array(buffer, claim(sizes.order), sizes.order / 4),
    sums: new Float64Array(buffer, claim(sizes.sums), sizes.sums / 8),
    candidateOrdinals: new Uint32Array(buffer, claim(sizes.candidateOrdinals), sizes.candidateOrdinals / 4),
    candidateSums: new Float64Array(buffer, claim(sizes.candidateSums), sizes.candidateSums / 8),
    foundOrdinals: new Uint32Array(buffer, claim(sizes.foundOrdinals), sizes.foundOrdinals / 4),
    foundScores: new Float64Array(buffer, claim(sizes.foundScores), sizes.foundScores / 8),
  };
}

function sizesOf(chunkCount: number) {
  // Sums are read eight at a time, and one candidate more than is kept is written.
  const window = Math.ceil(Math.min(WINDOW, chunkCount) / 8) * 8 + 1;
  const found = Math.min(MAX_FOUND, chunkCount);
  return {
    lengths: chunkCount * 4,
    allowed: Math.ceil(chunkCount / 32) * 4,
    terms: MAX_TERMS * TERM_BYTES,
    order: MAX_TERMS * 4,
    sums: window * 8,
    candidateOrdinals: window * 4,
    candidateSums: window * 8,
    foundOrdinals: found * 4,
    foundScores: found * 8,
  };
}
