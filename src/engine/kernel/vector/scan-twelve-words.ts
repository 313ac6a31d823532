/**
 * Computes the Hamming distances of rows of 384 bits. Carry-save adders fold the twelve differing words into four that
 * count ones, twos, fours and eights (Harley and Seal), so the bits of only four words are counted.
 *
 * @param codes      12 words a row
 * @param query      12 words
 * @param distances  one a row; overwritten
 */
export function scanTwelveWords(codes: Int32Array, query: Int32Array, distances: Uint16Array): void {
  const [q0 = 0, q1 = 0, q2 = 0, q3 = 0, q4 = 0, q5 = 0, q6 = 0, q7 = 0, q8 = 0, q9 = 0, q10 = 0, q11 = 0] = query;
  const word = (index: number): number => codes[index] ?? 0;
  for (let row = 0, at = 0; row < distances.length; row++, at += 12) {
    const a = word(at) ^ q0;
    const b = word(at + 1) ^ q1;
    const c = word(at + 2) ^ q2;
    const d = word(at + 3) ^ q3;
    const e = word(at + 4) ^ q4;
    const f = word(at + 5) ^ q5;
    const g = word(at + 6) ^ q6;
    const h = word(at + 7) ^ q7;
    const i = word(at + 8) ^ q8;
    const j = word(at + 9) ^ q9;
    const k = word(at + 10) ^ q10;
    const l = word(at + 11) ^ q11;
    const o1 = a ^ b ^ c;
    const o2 = d ^ e ^ f;
    const o3 = g ^ h ^ i;
    const o4 = j ^ k ^ l;
    const t1 = majority(a, b, c);
    const t2 = majority(d, e, f);
    const t3 = majority(g, h, i);
    const t4 = majority(j, k, l);
    const o5 = o1 ^ o2 ^ o3;
    const t5 = majority(o1, o2, o3);
    const t6 = o4 & o5;
    const t7 = t1 ^ t2 ^ t3;
    const t8 = t4 ^ t5 ^ t7;
    const f1 = majority(t1, t2, t3);
    const f2 = majority(t4, t5, t7);
    const f3 = t6 & t8;
    const low = nibbleCounts(o4 ^ o5) + 2 * nibbleCounts(t6 ^ t8);
    const high = nibbleCounts(f1 ^ f2 ^ f3) + 2 * nibbleCounts(majority(f1, f2, f3));
    distances[row] = sumBytes(byteCounts(low) + 4 * byteCounts(high));
  }
}

/** Returns the bits that are set in at least two of three words: the carry of their sum. */
function majority(x: number, y: number, z: number): number {
  return (x & y) | ((x ^ y) & z);
}

function nibbleCounts(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  return (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
}

/** Adds neighbouring nibbles, which hold at most 12 each. */
function byteCounts(nibbles: number): number {
  return (nibbles & 0x0f0f0f0f) + ((nibbles >>> 4) & 0x0f0f0f0f);
}

function sumBytes(bytes: number): number {
  const halves = (bytes & 0x00ff00ff) + ((bytes >>> 8) & 0x00ff00ff);
  return (halves & 0xffff) + (halves >>> 16);
}
