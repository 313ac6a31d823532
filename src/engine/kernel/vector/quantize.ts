import type { StoredVector } from "../segment/vectors-part.ts";
import { rotate } from "./rotate.ts";

/** A vector that is searched for: finer steps, as fine as a 32-bit sum of its products with int8 allows. */
export interface QuantizedQuery {
  readonly values: Int32Array;
  readonly scale: number;
  readonly code: Uint8Array;
  /** What a differing bit of the code counts, 0 to 15: more where the component is larger. */
  readonly weights: Uint8Array;
}

/** The weights of a code's bits have so many binary digits. */
export const WEIGHT_PLANES = 4;
const HEAVIEST = 2 ** WEIGHT_PLANES - 1;
/** The weight of a component of mean size (the root of the mean square); three times as large is as heavy as it gets. */
const MEAN_WEIGHT = 5;

/** `values[i] × scale` approximates component i of the rotated vector; a bit says that a component of the vector itself is above zero. */
export function quantizeVector(vector: Float32Array): StoredVector {
  const { values, scale } = quantizeTo(127, vector);
  return { values: Int8Array.from(values), scale: Math.fround(scale), code: codeOf(vector) };
}

export function quantizeQuery(vector: Float32Array): QuantizedQuery {
  const levels = Math.min(32_767, Math.floor((2 ** 31 - 1) / (127 * Math.max(1, vector.length))));
  return { ...quantizeTo(levels, vector), code: codeOf(vector), weights: weightsOf(vector) };
}

// Plain loops: attaching vectors does this for every component of every chunk.
function quantizeTo(levels: number, vector: Float32Array): { values: Int32Array; scale: number } {
  const rotated = rotate(vector);
  const values = new Int32Array(vector.length);
  let largest = 0;
  for (let index = 0; index < rotated.length; index++) largest = Math.max(largest, Math.abs(rotated[index] ?? 0));
  if (largest === 0) return { values, scale: 0 };
  const scale = largest / levels;
  for (let index = 0; index < values.length; index++) values[index] = Math.round((rotated[index] ?? 0) / scale);
  return { values, scale };
}

function codeOf(vector: Float32Array): Uint8Array {
  const code = new Uint8Array(Math.ceil(vector.length / 8));
  for (let index = 0; index < vector.length; index++) {
    if ((vector[index] ?? 0) > 0) code[index >>> 3] = (code[index >>> 3] ?? 0) | (1 << (index & 7));
  }
  return code;
}

function weightsOf(vector: Float32Array): Uint8Array {
  const weights = new Uint8Array(vector.length);
  let squares = 0;
  for (let index = 0; index < vector.length; index++) squares += (vector[index] ?? 0) ** 2;
  if (squares === 0) return weights;
  const perUnit = MEAN_WEIGHT / Math.sqrt(squares / vector.length);
  for (let index = 0; index < weights.length; index++) {
    weights[index] = Math.min(HEAVIEST, Math.round(Math.abs(vector[index] ?? 0) * perUnit));
  }
  return weights;
}
