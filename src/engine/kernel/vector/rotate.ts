/**
 * Turns a vector by a fixed orthogonal transform that spreads a large component over all others: random signs and a
 * Hadamard transform over the first 2^m components, then the same over the last 2^m, 2^m the largest power of two
 * that fits. Dot products stay; the int8 steps become about half as wide, since embedding models have a few
 * components that are ten times larger than the rest. Sums and products in a fixed order: the same on every machine.
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

/** 1 or -1 from the lowest bit of a mixed integer (the finisher of MurmurHash3). */
function signAt(index: number, round: number): number {
  let hash = index * 2 + round + 1;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) & 1 ? 1 : -1;
}

/** The fast Walsh–Hadamard transform of the components from `from` to before `to` in place, scaled so that lengths stay. */
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
