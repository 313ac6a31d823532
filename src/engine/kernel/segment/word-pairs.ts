/** Bits of a filter for each pair in it, and the number of them that a pair sets. */
const BITS_PER_PAIR = 6;
const PROBES = 4;
/** Maximum size of a filter in bytes. A chunk with more pairs has a filter that finds more of them wrongly. */
const MAX_BYTES = 65_535;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** Multiplier that spreads a hash over all bits (Steele and Vigna, 2021). */
const SPREAD = 0x915f77f5;
const NEWLINE = 10;

/** Returns the hash of two words that follow each other, as 32 bits. */
export function hashPair(left: string, right: string): number {
  return addText(Math.imul(addText(FNV_OFFSET, left) ^ NEWLINE, FNV_PRIME), right) >>> 0;
}

/** Returns a hash from 1 to 65,535 of the last word of a chunk and the first word of the next. */
export function hashBorder(last: string, first: string): number {
  return (hashPair(last, first) % 65_535) + 1;
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

/** Returns the distance of a pair's probes (double hashing; Kirsch and Mitzenmacher: Less Hashing, Same Performance, 2008). */
function stepOf(pair: number): number {
  const spread = Math.imul(pair ^ (pair >>> 16), SPREAD);
  return (spread ^ (spread >>> 15)) >>> 0;
}

/** Continues an FNV-1a hash over UTF-16 code units. */
function addText(hash: number, text: string): number {
  let sum = hash;
  for (let index = 0; index < text.length; index++) sum = Math.imul(sum ^ text.charCodeAt(index), FNV_PRIME);
  return sum;
}
