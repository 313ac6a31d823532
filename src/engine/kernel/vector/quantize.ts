import type { StoredVector } from "../segment/vectors-part.ts";
import { rotate } from "./rotate.ts";

/** A quantised query. Its steps are as fine as a 32-bit sum of products with int8 values allows. */
export interface QuantizedQuery {
  readonly values: Int32Array;
  readonly scale: number;
  /** One bit a component, lowest bit first: 1 if the component is above zero. */
  readonly code: Uint8Array;
  /** Weight of each bit of the code when it differs, 0 to 15: higher for larger components. */
  readonly weights: Uint8Array;
}

/** Number of binary digits of a bit's weight. */
export const WEIGHT_PLANES = 4;
const MAX_WEIGHT = 2 ** WEIGHT_PLANES - 1;
/** Weight of a component of mean size (root mean square). Components three times as large reach the maximum weight. */
const MEAN_WEIGHT = 5;

/**
 * Quantises a vector for storage. `values[i] × scale` approximates component i of the rotated vector; the bits of
 * `code` are the signs of the vector's own components.
 */
export function quantizeVector(vector: Float32Array): StoredVector {
  const { values, scale } = quantizeTo(127, vector);
  return { values: Int8Array.from(values), scale: Math.fround(scale), code: codeOf(vector) };
}

/** Quantises the vector of a query. */
export function quantizeQuery(vector: Float32Array): QuantizedQuery {
  const levels = Math.min(32_767, Math.floor((2 ** 31 - 1) / (127 * Math.max(1, vector.length))));
  return { ...quantizeTo(levels, vector), code: codeOf(vector), weights: weightsOf(vector) };
}

// These are plain loops, since attaching vectors runs them for every component of every chunk.
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
    weights[index] = Math.min(MAX_WEIGHT, Math.round(Math.abs(vector[index] ?? 0) * perUnit));
  }
  return weights;
}
