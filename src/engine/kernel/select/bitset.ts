/** Set of a segment's chunks that may be found, one bit an ordinal; `undefined` allows all chunks. */
export type Allowed = Uint32Array | undefined;

/** Returns whether the bit of an ordinal is set. */
export function isAllowed(allowed: Uint32Array, ordinal: number): boolean {
  return (((allowed[ordinal >>> 5] ?? 0) >>> (ordinal & 31)) & 1) === 1;
}

/** Builds the set of ordinals from 0 to `size` - 1 that `accepts` accepts. */
export function bitsetOf(size: number, accepts: (ordinal: number) => boolean): Uint32Array {
  const bits = new Uint32Array(Math.ceil(size / 32));
  for (let ordinal = 0; ordinal < size; ordinal++) {
    if (accepts(ordinal)) bits[ordinal >>> 5] = (bits[ordinal >>> 5] ?? 0) | (1 << (ordinal & 31));
  }
  return bits;
}

/**
 * Builds the set of ordinals whose owner is accepted. It is a plain loop, since each new filter waits for it.
 *
 * @param owners    owner by ordinal
 * @param accepted  0 or 1 by owner
 */
export function bitsetOfOwners(owners: Uint32Array, accepted: Uint8Array): Uint32Array {
  const bits = new Uint32Array(Math.ceil(owners.length / 32));
  for (let word = 0; word < bits.length; word++) {
    const start = word * 32;
    const count = Math.min(32, owners.length - start);
    let mask = 0;
    for (let bit = 0; bit < count; bit++) mask |= (accepted[owners[start + bit] ?? 0] ?? 0) << bit;
    bits[word] = mask;
  }
  return bits;
}

/** Returns the ordinals that both sets allow; one of the sets itself if the other allows all. */
export function intersect(left: Allowed, right: Allowed): Allowed {
  if (left === undefined || right === undefined) return left ?? right;
  return left.map((word, index) => word & (right[index] ?? 0));
}

/** Returns the ordinals that either set allows. */
export function unite(left: Allowed, right: Allowed): Allowed {
  if (left === undefined || right === undefined) return undefined;
  return left.map((word, index) => word | (right[index] ?? 0));
}

/**
 * Returns the ordinals that `allowed` allows and `excluded` does not contain.
 *
 * @param size  number of ordinals
 */
export function subtract(allowed: Allowed, excluded: Uint32Array, size: number): Uint32Array {
  if (allowed === undefined) return bitsetOf(size, (ordinal) => !isAllowed(excluded, ordinal));
  return allowed.map((word, index) => word & ~(excluded[index] ?? 0));
}

/** Returns the number of bits that are set. */
export function countBits(bits: Uint32Array): number {
  let count = 0;
  for (let word of bits) {
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}
