import type { QuantizedVector, VectorBlock } from "../../core/index.ts";

/** Copies vectors into one array, row after row. */
export function layOutVectors(vectors: readonly QuantizedVector[], dimensions: number): VectorBlock {
  const values = new Int8Array(vectors.length * dimensions);
  for (const [row, vector] of vectors.entries()) values.set(vector.values, row * dimensions);
  return { values, scales: Float32Array.from(vectors, ({ scale }) => scale) };
}
