import type { SegmentVectors } from "../../core/index.ts";
import { shareInTurns } from "./share-in-turns.ts";

/** The vectors of a segment, one after the other in memory that threads share. */
export interface PackedVectors extends Omit<SegmentVectors, "vectors"> {
  readonly values: Float32Array;
  /** Number of values of each vector. */
  readonly lengths: Uint32Array;
}

/** Packs vectors, and gives others a turn in between: a segment may have a hundred thousand of them. */
export async function packVectors({ vectors, ...attachment }: SegmentVectors): Promise<PackedVectors> {
  const lengths = Uint32Array.from(vectors, (vector) => vector.length);
  const sizeBytes = vectors.reduce((sum, vector) => sum + vector.byteLength, 0);
  const bytes = await shareInTurns(bytesOf(vectors), sizeBytes);
  return { ...attachment, values: new Float32Array(bytes.buffer), lengths };
}

function* bytesOf(vectors: readonly Float32Array[]): Generator<Uint8Array> {
  for (const { buffer, byteOffset, byteLength } of vectors) yield new Uint8Array(buffer, byteOffset, byteLength);
}

/** Returns the vectors that `packVectors` packed, without copying them. */
export function unpackVectors({ values, lengths, ...attachment }: PackedVectors): SegmentVectors {
  let start = 0;
  const vectors = Array.from(lengths, (length) => {
    const vector = values.subarray(start, start + length);
    start += length;
    return vector;
  });
  return { ...attachment, vectors };
}
