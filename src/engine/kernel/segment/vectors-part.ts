import type { QuantizedVector } from "../../../core/index.ts";
import { createByteReader } from "./byte-reader.ts";
import { createByteWriter } from "./byte-writer.ts";
import { readPartHeader, writePartHeader } from "./part-header.ts";
import type { Stripe } from "./stripes.ts";

/** A quantised vector: int8 values with their scale, and one bit a component. */
export type StoredVector = QuantizedVector;

/** Loops may read whole 16-byte lanes: every row begins on a multiple of this and is padded with zeros to one. */
const LANE = 16;

/** Vectors in the layout that the loops read. */
export interface VectorRows {
  readonly count: number;
  readonly dimensions: number;
  readonly scales: Float32Array;
  /** Codes as 32-bit words, `codeWords` a row. */
  readonly codes: Int32Array;
  readonly codeWords: number;
  /** `valueStride` bytes a row. */
  readonly values: Int8Array;
  readonly valueStride: number;
}

/** A segment's `vectors` part; one row a chunk ordinal. */
export interface VectorsPart extends VectorRows {
  /** All rows in order, for the vector loops; absent where the part does not lie in a segment's memory. */
  readonly stripes?: readonly Stripe[];
  /** A row as it was written, its bytes shared. */
  row(ordinal: number): StoredVector;
}

const padded = (bytes: number): number => Math.ceil(bytes / LANE) * LANE;

/** The `vectors` part; `undefined` for a dead chunk, whose row is zero. */
export function writeVectors(dimensions: number, rows: readonly (StoredVector | undefined)[]): Uint8Array {
  const codeBytes = padded(Math.ceil(dimensions / 8));
  const valueBytes = padded(dimensions);
  const writer = createByteWriter(rows.length * (codeBytes + valueBytes + 4) + 128);
  const noCode = new Uint8Array(codeBytes);
  const noValues = new Uint8Array(valueBytes);
  writePartHeader(writer, "vectors");
  writer.u32(rows.length);
  writer.u32(dimensions);
  for (const row of rows) writer.f32(row?.scale ?? 0);
  writer.align(LANE);
  for (const row of rows) {
    writer.bytes(row?.code ?? noCode);
    writer.align(LANE);
  }
  for (const row of rows) {
    writer.bytes(row ? asBytes(row.values) : noValues);
    writer.align(LANE);
  }
  return writer.finish();
}

/**
 * @param source  begins on a multiple of 16 within its buffer
 * @throws {StoreVersionError} if the bytes are no such part, or of a version that can not be read
 */
export function readVectors(source: Uint8Array): VectorsPart {
  const reader = createByteReader(source);
  readPartHeader(reader, "vectors");
  const [count, dimensions] = [reader.u32(), reader.u32()];
  const codeStride = padded(Math.ceil(dimensions / 8));
  const valueStride = padded(dimensions);
  const scaleBytes = reader.bytes(count * 4);
  reader.align(LANE);
  const codeBytes = reader.bytes(count * codeStride);
  const valueBytes = reader.bytes(count * valueStride);
  const scales = new Float32Array(scaleBytes.buffer, scaleBytes.byteOffset, count);
  const values = new Int8Array(valueBytes.buffer, valueBytes.byteOffset, valueBytes.length);
  return {
    count,
    dimensions,
    scales,
    codes: new Int32Array(codeBytes.buffer, codeBytes.byteOffset, codeBytes.length / 4),
    codeWords: codeStride / 4,
    values,
    valueStride,
    row: (ordinal) => ({
      scale: scales[ordinal] ?? 0,
      code: codeBytes.subarray(ordinal * codeStride, ordinal * codeStride + Math.ceil(dimensions / 8)),
      values: values.subarray(ordinal * valueStride, ordinal * valueStride + dimensions),
    }),
  };
}

function asBytes(values: Int8Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.length);
}
