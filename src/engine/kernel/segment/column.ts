import type { MetadataValue } from "../../../core/index.ts";
import type { ByteReader } from "./byte-reader.ts";
import type { ByteWriter } from "./byte-writer.ts";

/** Values of one field in all documents of a segment: the distinct values, and a code for each document. */
export interface Column {
  /** Distinct values in the order of their first occurrence. */
  readonly values: readonly MetadataValue[];
  /** Codes by document ordinal: 0 for no value, else 1 + the index of the value. */
  readonly codes: Uint32Array;
}

const TEXT = 0;
const NUMBER = 1;
const FALSE = 2;
const TRUE = 3;
const LIST = 4;

/**
 * Writes a field's values and codes. `values` has one entry a document, `undefined` if the document lacks the field.
 */
export function writeColumn(writer: ByteWriter, values: readonly (MetadataValue | undefined)[]): void {
  const indexes = new Map<string, number>();
  const distinct: MetadataValue[] = [];
  const codes = values.map((value) => {
    if (value === undefined) return 0;
    const key = JSON.stringify(value);
    const code = indexes.get(key);
    if (code !== undefined) return code;
    distinct.push(value);
    indexes.set(key, distinct.length);
    return distinct.length;
  });
  writer.varint(distinct.length);
  for (const value of distinct) writeValue(writer, value);
  for (const code of codes) writer.varint(code);
}

/** Reads a column that `writeColumn` wrote. */
export function readColumn(reader: ByteReader, documentCount: number): Column {
  const values = Array.from({ length: reader.varint() }, () => readValue(reader));
  const codes = Uint32Array.from({ length: documentCount }, () => reader.varint());
  return { values, codes };
}

/** Returns a document's value in this column; undefined if it has none. */
export function valueAt(column: Column | undefined, document: number): MetadataValue | undefined {
  const code = column?.codes[document] ?? 0;
  return code === 0 ? undefined : column?.values[code - 1];
}

function writeValue(writer: ByteWriter, value: MetadataValue): void {
  if (typeof value === "string") {
    writer.u8(TEXT);
    writer.text(value);
  } else if (typeof value === "number") {
    writer.u8(NUMBER);
    writer.f64(value);
  } else if (typeof value === "boolean") {
    writer.u8(value ? TRUE : FALSE);
  } else {
    writer.u8(LIST);
    writer.varint(value.length);
    for (const member of value) writer.text(member);
  }
}

function readValue(reader: ByteReader): MetadataValue {
  const kind = reader.u8();
  if (kind === TEXT) return reader.text();
  if (kind === NUMBER) return reader.f64();
  if (kind === LIST) return Array.from({ length: reader.varint() }, () => reader.text());
  return kind === TRUE;
}
