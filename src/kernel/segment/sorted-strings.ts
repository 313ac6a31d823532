import { type ByteReader, createByteReader } from "./byte-reader.ts";
import { type ByteWriter, createByteWriter } from "./byte-writer.ts";
import { compareBytes, compareInCodeUnits, sharedPrefix } from "./compare-bytes.ts";

const GROUP = 16;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Writes strings that ascend by UTF-16 code units, front-coded in groups of 16. */
export function writeSortedStrings(writer: ByteWriter, strings: readonly string[]): void {
  const offsets: number[] = [];
  const entries = createByteWriter();
  let previous: Uint8Array = new Uint8Array();
  for (const [index, text] of strings.entries()) {
    const bytes = encoder.encode(text);
    const isFirst = index % GROUP === 0;
    if (isFirst) offsets.push(entries.position());
    const shared = isFirst ? 0 : sharedPrefix(previous, bytes);
    entries.varint(shared);
    entries.varint(bytes.length - shared);
    entries.bytes(bytes.subarray(shared));
    previous = bytes;
  }
  writer.u32(strings.length);
  writer.u32(entries.position());
  for (const offset of offsets) writer.u32(offset);
  writer.bytes(entries.finish());
}

/** A sorted list that is decoded only where it is touched. */
export interface SortedStrings {
  readonly length: number;
  /** Bytes from its beginning to the next thing. */
  readonly sizeBytes: number;
  at(index: number): string;
  /** The index of `text`, or -1. */
  indexOf(text: string): number;
  /** All of them, in order. */
  toArray(): string[];
}

export function readSortedStrings(source: Uint8Array, start: number): SortedStrings {
  const reader = createByteReader(source, start);
  const length = reader.u32();
  const entryBytes = reader.u32();
  const table = reader.position();
  const entries = table + Math.ceil(length / GROUP) * 4;
  const { enter, step } = createWalk(reader, table, entries);

  const at = (index: number): string => {
    enter(Math.floor(index / GROUP));
    for (let before = index % GROUP; before > 0; before--) step();
    return decoder.decode(step());
  };
  /** The only group that can hold it. */
  const groupOf = (wanted: Uint8Array): number => {
    let low = 0;
    let high = Math.ceil(length / GROUP) - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      enter(middle);
      if (compareInCodeUnits(step(), wanted) <= 0) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const indexOf = (text: string): number => {
    if (length === 0) return -1;
    const wanted = encoder.encode(text);
    const first = groupOf(wanted) * GROUP;
    enter(first / GROUP);
    for (let index = first; index < Math.min(length, first + GROUP); index++) {
      if (compareBytes(step(), wanted) === 0) return index;
    }
    return -1;
  };
  const next = (_: unknown, index: number): string => {
    if (index % GROUP === 0) enter(index / GROUP);
    return decoder.decode(step());
  };

  return {
    length,
    sizeBytes: entries + entryBytes - start,
    at,
    indexOf,
    toArray: () => Array.from({ length }, next),
  };
}

/** A way through the entries, as bytes. */
function createWalk(reader: ByteReader, table: number, entries: number) {
  let whole = new Uint8Array(64);
  return {
    /** Stands before the first string of a group. */
    enter(group: number): void {
      reader.seek(table + group * 4);
      reader.seek(entries + reader.u32());
    },
    /** The bytes of the next string, which the next step overwrites. */
    step(): Uint8Array {
      const shared = reader.varint();
      const rest = reader.bytes(reader.varint());
      if (shared + rest.length > whole.length) whole = enlarge(whole, shared + rest.length);
      whole.set(rest, shared);
      return whole.subarray(0, shared + rest.length);
    },
  };
}

function enlarge(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(size * 2);
  larger.set(bytes);
  return larger;
}
