import { EmbeddingFailedError } from "../errors/model-errors.ts";

/**
 * Divides a model's output by its length.
 *
 * @returns a new vector of length 1 (to float32 rounding)
 * @throws {EmbeddingFailedError} if the output is not finite, or all zeros: such a vector
 *         would match anything or nothing
 */
export function unitVector(values: ArrayLike<number>): Float32Array {
  let sumOfSquares = 0;
  for (let index = 0; index < values.length; index++) sumOfSquares += (values[index] ?? 0) ** 2;
  if (!Number.isFinite(sumOfSquares) || sumOfSquares === 0) {
    throw new EmbeddingFailedError(
      `The embedding model gave a vector of ${values.length} numbers whose length is ${Math.sqrt(sumOfSquares)}.`,
      { hint: "Run `lydian doctor`; if the model's files are whole, choose another embedding model." },
    );
  }
  const length = Math.sqrt(sumOfSquares);
  return Float32Array.from(values, (value) => value / length);
}
