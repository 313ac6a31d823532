import type { VectorRows } from "../segment/vector-rows.ts";
import type { QuantizedQuery } from "./quantize.ts";

/**
 * Returns the approximate cosine of a unit vector and a stored one. The sum is an integer of at most 32 bits, so its
 * order does not matter, and two products follow. The result is bit-identical on every machine.
 */
export function cosine(part: VectorRows, ordinal: number, query: QuantizedQuery): number {
  const sum = dotProduct(part.values, ordinal * part.valueStride, query.values);
  return sum * ((part.scales[ordinal] ?? 0) * query.scale);
}

function dotProduct(values: Int8Array, start: number, query: Int32Array): number {
  let even = 0;
  let odd = 0;
  const pairs = query.length & ~1;
  for (let index = 0; index < pairs; index += 2) {
    even = (even + Math.imul(values[start + index] ?? 0, query[index] ?? 0)) | 0;
    odd = (odd + Math.imul(values[start + index + 1] ?? 0, query[index + 1] ?? 0)) | 0;
  }
  if (pairs < query.length) even += Math.imul(values[start + pairs] ?? 0, query[pairs] ?? 0);
  return (even + odd) | 0;
}
