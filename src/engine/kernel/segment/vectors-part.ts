import type { QuantizedVector } from "../../../core/index.ts";
import { createByteReader } from "./byte-reader.ts";
import { createByteWriter } from "./byte-writer.ts";
import { readPartHeader, writePartHeader } from "./part-header.ts";
import { LANE_BYTES, padded } from "./segment-memory.ts";
import type { Stripe } from "./stripes.ts";
import type { VectorRows } from "./vector-rows.ts";

/** A quantised vector: int8 values with their scale, and a code of one bit a component. */
export type StoredVector = QuantizedVector;

/** A segment's `vectors` part, with one row a chunk ordinal. */
export interface VectorsPart extends VectorRows {
  /** All rows in order, for the WebAssembly loops; absent if the part is not in a segment's memory. */
  readonly stripes?: readonly Stripe[];
  /** Returns a row as it was written; the arrays are views of the part. */
  row(ordinal: number): StoredVector;
}

/** Writes the `vectors` part. A row that is `undefined` (a deleted chunk) is written as zeros. */
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
  writer.align(LANE_BYTES);
  for (const row of rows) {
    writer.bytes(row?.code ?? noCode);
    writer.align(LANE_BYTES);
  }
  for (const row of rows) {
    writer.bytes(row ? asBytes(row.values) : noValues);
    writer.align(LANE_BYTES);
  }
  return writer.finish();
}

/**
 * Opens a `vectors` part without copying it.
 *
 * @param source  begins at a multiple of 16 within its buffer
 * @throws {StoreVersionError} if the bytes are not a `vectors` part, or have a version that cannot be read
 */
export function readVectors(source: Uint8Array): VectorsPart {
  const reader = createByteReader(source);
  readPartHeader(reader, "vectors");
  const [count, dimensions] = [reader.u32(), reader.u32()];
  const codeStride = padded(Math.ceil(dimensions / 8));
  const valueStride = padded(dimensions);
  const scaleBytes = reader.bytes(count * 4);
  reader.align(LANE_BYTES);
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
