/** Which of a segment's chunks may be found, one bit an ordinal; `undefined` allows all of them. */
export type Allowed = Uint32Array | undefined;

export function isAllowed(allowed: Uint32Array, ordinal: number): boolean {
  return (((allowed[ordinal >>> 5] ?? 0) >>> (ordinal & 31)) & 1) === 1;
}

/** A bit for each ordinal from 0 to `size` - 1 that `accepts` accepts. */
export function bitsetOf(size: number, accepts: (ordinal: number) => boolean): Uint32Array {
  const bits = new Uint32Array(Math.ceil(size / 32));
  for (let word = 0; word < bits.length; word++) {
    const start = word * 32;
    const count = Math.min(32, size - start);
    let mask = 0;
    for (let bit = 0; bit < count; bit++) mask |= Number(accepts(start + bit)) << bit;
    bits[word] = mask;
  }
  return bits;
}

export function countBits(bits: Uint32Array): number {
  let count = 0;
  for (let word of bits) {
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}
