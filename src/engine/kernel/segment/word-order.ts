import type { ByteReader } from "./byte-reader.ts";
import type { ByteWriter } from "./byte-writer.ts";
import { mayHavePairs } from "./word-pairs.ts";

/** Order of a chunk's words, as far as a segment stores it. */
export interface WordOrder {
  /** Filter of the pairs of content words that follow each other in the chunk's text. */
  readonly pairs: Uint8Array;
  /** Hash of the text's last word and the first word of the next chunk; 0 if no chunk follows directly. */
  readonly border: number;
}

/** The order of words of a segment's chunks, by chunk ordinal. */
export interface WordOrders {
  /** Returns false if a chunk certainly lacks one of these pairs of content words, given by their hashes. */
  mayHavePairs(ordinal: number, pairs: Uint32Array): boolean;
  /** Hashes of the borders, as in `WordOrder`. */
  readonly borders: Uint16Array;
  /** Returns a row as it was written; its filter is a view of the part. */
  row(ordinal: number): WordOrder;
}

/** Writes the rows of all chunks, in the order of their ordinals. */
export function writeWordOrders(writer: ByteWriter, count: number, rowOf: (ordinal: number) => WordOrder): void {
  let totalBytes = 0;
  for (let ordinal = 0; ordinal < count; ordinal++) totalBytes += rowOf(ordinal).pairs.length;
  writer.u32(totalBytes);
  for (let ordinal = 0; ordinal < count; ordinal++) writer.u16(rowOf(ordinal).pairs.length);
  for (let ordinal = 0; ordinal < count; ordinal++) writer.u16(rowOf(ordinal).border);
  for (let ordinal = 0; ordinal < count; ordinal++) writer.bytes(rowOf(ordinal).pairs);
}

/**
 * Opens the rows of all chunks without copying the filters.
 *
 * @param source  part that the reader reads
 */
export function readWordOrders(reader: ByteReader, source: Uint8Array, count: number): WordOrders {
  const totalBytes = reader.u32();
  const sizes = Uint16Array.from({ length: count }, () => reader.u16());
  const borders = Uint16Array.from({ length: count }, () => reader.u16());
  const first = reader.position();
  reader.bytes(totalBytes);
  const starts = new Uint32Array(count + 1).fill(first);
  for (let ordinal = 0; ordinal < count; ordinal++)
    starts[ordinal + 1] = (starts[ordinal] ?? 0) + (sizes[ordinal] ?? 0);

  const placeOf = (ordinal: number) => ({ start: starts[ordinal] ?? 0, size: sizes[ordinal] ?? 0 });
  return {
    mayHavePairs: (ordinal, pairs) => mayHavePairs(source, placeOf(ordinal), pairs),
    borders,
    row(ordinal) {
      const { start, size } = placeOf(ordinal);
      return { pairs: source.subarray(start, start + size), border: borders[ordinal] ?? 0 };
    },
  };
}
