import type { MetadataValue } from "../../../core/index.ts";
import type { ByteReader } from "./byte-reader.ts";
import type { ByteWriter } from "./byte-writer.ts";

/** One field of all documents of a segment: its distinct values, and for each document which of them it has. */
export interface Column {
  /** In the order in which they first occur. */
  readonly values: readonly MetadataValue[];
  /** By document ordinal: 0 for none, else 1 + the index of its value. */
  readonly codes: Uint32Array;
}

const TEXT = 0;
const NUMBER = 1;
const FALSE = 2;
const TRUE = 3;
const LIST = 4;

/** Writes the values and codes of a field; `undefined` where a document has no such field. */
export function writeColumn(writer: ByteWriter, values: readonly (MetadataValue | undefined)[]): void {
  const indexes = new Map<string, number>();
  const distinct: MetadataValue[] = [];
  const codes = values.map((value) => {
    if (value === undefined) return 0;
    const key = JSON.stringify(value);
    const known = indexes.get(key);
    if (known !== undefined) return known;
    distinct.push(value);
    indexes.set(key, distinct.length);
    return distinct.length;
  });
  writer.varint(distinct.length);
  for (const value of distinct) writeValue(writer, value);
  for (const code of codes) writer.varint(code);
}

export function readColumn(reader: ByteReader, documentCount: number): Column {
  const values = Array.from({ length: reader.varint() }, () => readValue(reader));
  const codes = Uint32Array.from({ length: documentCount }, () => reader.varint());
  return { values, codes };
}

/** The value that a document has in this column. */
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
