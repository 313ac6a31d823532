/**
 * Rotates a vector by a fixed orthogonal transform that spreads large components over all others. It applies random
 * signs and a Hadamard transform to the first 2^m components, then to the last 2^m; 2^m is the largest power of two
 * that fits. Dot products do not change. The int8 steps become about half as wide, since embedding models have a
 * few components ten times larger than the rest. Sums and products have a fixed order, so the result is
 * bit-identical on every machine.
 */
export function rotate(vector: Float32Array): Float64Array {
  const rotated = new Float64Array(vector);
  const size = 2 ** (31 - Math.clz32(Math.max(1, vector.length)));
  for (const [round, start] of [0, vector.length - size].entries()) {
    for (let index = 0; index < rotated.length; index++) {
      rotated[index] = (rotated[index] ?? 0) * signAt(index, round);
    }
    transform(rotated, start, start + size);
  }
  return rotated;
}

/** Returns 1 or -1, from the lowest bit of the index mixed by the finisher of MurmurHash3. */
function signAt(index: number, round: number): number {
  let hash = index * 2 + round + 1;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) & 1 ? 1 : -1;
}

/**
 * Applies the fast Walsh–Hadamard transform in place to the components from `from` to before `to`; preserves the
 * length.
 */
function transform(values: Float64Array, from: number, to: number): void {
  for (let half = 1; half < to - from; half *= 2) {
    for (let start = from; start < to; start += 2 * half) {
      for (let index = start; index < start + half; index++) {
        const left = values[index] ?? 0;
        const right = values[index + half] ?? 0;
        values[index] = left + right;
        values[index + half] = left - right;
      }
    }
  }
  const scale = 1 / Math.sqrt(to - from);
  for (let index = from; index < to; index++) values[index] = (values[index] ?? 0) * scale;
}
