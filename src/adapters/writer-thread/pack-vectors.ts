import type { EmbeddedVector, QuantizedVector, SegmentVectors } from "../../core/index.ts";
import { shareInTurns } from "./share-in-turns.ts";

/** The vectors of a segment, one after the other in memory that threads share, each at a multiple of four bytes. */
export interface PackedVectors extends Omit<SegmentVectors, "vectors"> {
  readonly bytes: Uint8Array;
  /** Number of values of each vector. */
  readonly lengths: Uint32Array;
  /** 1 for each vector that is quantised, 0 for one of float32. */
  readonly quantized: Uint8Array;
}

const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;

/** Packs vectors, and gives others a turn in between: a segment may have a hundred thousand of them. */
export async function packVectors({ vectors, ...attachment }: SegmentVectors): Promise<PackedVectors> {
  const lengths = Uint32Array.from(vectors, (vector) => (isFloats(vector) ? vector : vector.values).length);
  const quantized = Uint8Array.from(vectors, (vector) => (isFloats(vector) ? 0 : 1));
  const sizeBytes = lengths.reduce((sum, length, index) => sum + sizeOf(length, quantized[index] === 1), 0);
  return { ...attachment, bytes: await shareInTurns(bytesOf(vectors), sizeBytes), lengths, quantized };
}

const isFloats = (vector: EmbeddedVector): vector is Float32Array => vector instanceof Float32Array;

const codeBytes = (length: number) => Math.ceil(length / 8);

/**
 * Returns the bytes of a packed vector: its values as float32; or its scale as float32, its code and its values as
 * int8.
 */
function sizeOf(length: number, isQuantized: boolean): number {
  if (!isQuantized) return length * FLOAT_BYTES;
  return Math.ceil((FLOAT_BYTES + codeBytes(length) + length) / FLOAT_BYTES) * FLOAT_BYTES;
}

function* bytesOf(vectors: readonly EmbeddedVector[]): Generator<Uint8Array> {
  for (const vector of vectors) yield isFloats(vector) ? viewOf(vector) : bytesOfQuantized(vector);
}

function viewOf({ buffer, byteOffset, byteLength }: Float32Array | Int8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function bytesOfQuantized({ scale, code, values }: QuantizedVector): Uint8Array {
  const bytes = new Uint8Array(sizeOf(values.length, true));
  new Float32Array(bytes.buffer, 0, 1)[0] = scale;
  bytes.set(code, FLOAT_BYTES);
  bytes.set(viewOf(values), FLOAT_BYTES + code.length);
  return bytes;
}

/** Returns the vectors that `packVectors` packed, without copying them. */
export function unpackVectors({ bytes, lengths, quantized, ...attachment }: PackedVectors): SegmentVectors {
  let next = 0;
  const vectors = Array.from(lengths, (length, index): EmbeddedVector => {
    const start = bytes.byteOffset + next;
    next += sizeOf(length, quantized[index] === 1);
    if (quantized[index] !== 1) return new Float32Array(bytes.buffer, start, length);
    const codeStart = start + FLOAT_BYTES;
    return {
      scale: new Float32Array(bytes.buffer, start, 1)[0] ?? 0,
      code: new Uint8Array(bytes.buffer, codeStart, codeBytes(length)),
      values: new Int8Array(bytes.buffer, codeStart + codeBytes(length), length),
    };
  });
  return { ...attachment, vectors };
}
