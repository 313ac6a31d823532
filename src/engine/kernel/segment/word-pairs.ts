/** Bits of a filter for each pair in it, and the number of them that a pair sets. */
const BITS_PER_PAIR = 6;
const PROBES = 4;
/** Maximum size of a filter in bytes. A chunk with more pairs has a filter that finds more of them wrongly. */
const MAX_BYTES = 65_535;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** Multipliers that spread a hash over all bits (MurmurHash3). */
const SPREAD = [0x85ebca6b, 0xc2b2ae35] as const;

/** Returns the hash of a word as 32 bits: FNV-1a over UTF-16 code units. */
export function hashWord(word: string): number {
  let hash = FNV_OFFSET;
  for (let index = 0; index < word.length; index++) hash = Math.imul(hash ^ word.charCodeAt(index), FNV_PRIME);
  return hash >>> 0;
}

/** Returns the hash of two words that follow each other as 32 bits, from the hashes of the words. */
export function hashPair(left: number, right: number): number {
  const first = Math.imul(left ^ (left >>> 16), SPREAD[0]);
  const both = Math.imul(first ^ (first >>> 13) ^ right, SPREAD[1]);
  return (both ^ (both >>> 16)) >>> 0;
}

/** Returns a hash from 1 to 65,535 of the last word of a chunk and the first word of the next. */
export function hashBorder(last: string, first: string): number {
  return (hashPair(hashWord(last), hashWord(first)) % 65_535) + 1;
}

/** Builds a Bloom filter of these pairs, given by their hashes. */
export function buildPairFilter(pairs: ReadonlySet<number>): Uint8Array {
  const filter = new Uint8Array(Math.min(MAX_BYTES, Math.ceil((pairs.size * BITS_PER_PAIR) / 8)));
  const bits = filter.length * 8;
  for (const pair of pairs) {
    const step = stepOf(pair);
    for (let probe = 0; probe < PROBES; probe++) {
      const bit = ((pair + probe * step) >>> 0) % bits;
      filter[bit >>> 3] = (filter[bit >>> 3] ?? 0) | (1 << (bit & 7));
    }
  }
  return filter;
}

/** Place of a filter in a part. */
interface FilterPlace {
  readonly start: number;
  readonly size: number;
}

/** Returns false if a filter certainly lacks one of the pairs. */
export function mayHavePairs(bytes: Uint8Array, { start, size }: FilterPlace, pairs: Uint32Array): boolean {
  const bits = size * 8;
  if (bits === 0) return pairs.length === 0;
  for (const pair of pairs) {
    const step = stepOf(pair);
    for (let probe = 0; probe < PROBES; probe++) {
      const bit = ((pair + probe * step) >>> 0) % bits;
      if (((bytes[start + (bit >>> 3)] ?? 0) & (1 << (bit & 7))) === 0) return false;
    }
  }
  return true;
}

/**
 * Returns the distance of a pair's probes (double hashing; Kirsch and Mitzenmacher: Less Hashing, Same Performance,
 * 2008).
 */
function stepOf(pair: number): number {
  const spread = Math.imul(pair ^ (pair >>> 15), SPREAD[0]);
  return (spread ^ (spread >>> 13)) >>> 0;
}
