import type { VectorsAsText } from "../../../src/core/index.ts";

/** Vectors of length 1, row after row. */
export interface UnitRows {
  readonly count: number;
  readonly dimensions: number;
  readonly values: Float32Array;
}

/** Reads int8 vectors out of base64. Scales each to length 1; a zero vector stays zero and is similar to none. */
export function readUnitRows({ values }: Pick<VectorsAsText, "values">, dimensions: number): UnitRows {
  const integers = Int8Array.from(atob(values), (letter) => letter.charCodeAt(0));
  const count = dimensions === 0 ? 0 : Math.floor(integers.length / dimensions);
  const rows = new Float32Array(count * dimensions);
  for (let row = 0; row < count; row++) {
    const start = row * dimensions;
    let squares = 0;
    for (let at = start; at < start + dimensions; at++) squares += (integers[at] ?? 0) ** 2;
    const scale = squares === 0 ? 0 : 1 / Math.sqrt(squares);
    for (let at = start; at < start + dimensions; at++) rows[at] = (integers[at] ?? 0) * scale;
  }
  return { count, dimensions, values: rows };
}

/**
 * Returns a function that computes the cosine of a row of each block. It uses four sums so that the
 * processor can add in parallel.
 */
export function cosinesBetween(one: UnitRows, other: UnitRows): (row: number, otherRow: number) => number {
  const { values: a, dimensions } = one;
  const { values: b } = other;
  const fours = dimensions & ~3;
  return (row, otherRow) => {
    const [from, to] = [row * dimensions, otherRow * dimensions];
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let at = 0; at < fours; at += 4) {
      s0 += (a[from + at] ?? 0) * (b[to + at] ?? 0);
      s1 += (a[from + at + 1] ?? 0) * (b[to + at + 1] ?? 0);
      s2 += (a[from + at + 2] ?? 0) * (b[to + at + 2] ?? 0);
      s3 += (a[from + at + 3] ?? 0) * (b[to + at + 3] ?? 0);
    }
    return addRest(s0, from, to) + s1 + (s2 + s3);
  };

  /** Adds the products of the last dimensions, if their number is not a multiple of four. */
  function addRest(start: number, from: number, to: number): number {
    let sum = start;
    for (let at = fours; at < dimensions; at++) sum += (a[from + at] ?? 0) * (b[to + at] ?? 0);
    return sum;
  }
}
