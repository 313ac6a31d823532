import { createByteReader } from "./byte-reader.ts";
import { type ByteWriter, createByteWriter } from "./byte-writer.ts";
import { compareInCodeUnits, sharedPrefix } from "./compare-bytes.ts";

/** Number of strings in a group; only the first of each group is stored whole. */
const GROUP = 16;
const encoder = new TextEncoder();

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

/** A sorted list of strings that are decoded on use. */
export interface SortedStrings {
  readonly length: number;
  /** Size of the whole list. */
  readonly sizeBytes: number;
  at(index: number): string;
  /** Returns the index of `text`, or -1. */
  indexOf(text: string): number;
  /** Returns all strings, in order. */
  toArray(): string[];
}

/** Reads a list that `writeSortedStrings` wrote, which begins at byte `start`. */
export function readSortedStrings(source: Uint8Array, start: number): SortedStrings {
  const reader = createByteReader(source, start);
  const length = reader.u32();
  const entryBytes = reader.u32();
  const table = reader.position();
  const entries = table + Math.ceil(length / GROUP) * 4;
  const { enter, step, compareTo, text } = createWalk(source, table, entries);

  const at = (index: number): string => {
    enter(Math.floor(index / GROUP));
    for (let before = index % GROUP; before >= 0; before--) step();
    return text();
  };
  /** Returns the only group that can contain a string. */
  const groupOf = (target: Uint8Array): number => {
    let low = 0;
    let high = Math.ceil(length / GROUP) - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      enter(middle);
      step();
      if (compareTo(target) <= 0) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const indexOf = (text: string): number => {
    if (length === 0) return -1;
    const target = encoder.encode(text);
    const first = groupOf(target) * GROUP;
    enter(first / GROUP);
    for (let index = first; index < Math.min(length, first + GROUP); index++) {
      step();
      if (compareTo(target) === 0) return index;
    }
    return -1;
  };
  const next = (_: unknown, index: number): string => {
    if (index % GROUP === 0) enter(index / GROUP);
    step();
    return text();
  };

  return {
    length,
    sizeBytes: entries + entryBytes - start,
    at,
    indexOf,
    toArray: () => Array.from({ length }, next),
  };
}

/** Creates a cursor over the entries. It uses plain loops over bytes, since a list of hits takes thousands of steps. */
function createWalk(source: Uint8Array, table: number, entries: number) {
  let whole = Buffer.allocUnsafe(64);
  let size = 0;
  let position = 0;
  const byte = (at: number): number => source[at] ?? 0;
  const varint = (): number => {
    let value = byte(position++);
    for (let shift = 7, last = value; last >= 128; shift += 7) {
      last = byte(position++);
      value += (last - 1) * 2 ** shift;
    }
    return value;
  };
  return {
    /** Moves before the first string of a group. */
    enter(group: number): void {
      const at = table + group * 4;
      position = entries + byte(at) + byte(at + 1) * 2 ** 8 + byte(at + 2) * 2 ** 16 + byte(at + 3) * 2 ** 24;
    },
    /** Moves to the next string. */
    step(): void {
      const shared = varint();
      size = shared + varint();
      if (size > whole.length) whole = Buffer.concat([whole], size * 2);
      for (let at = shared; at < size; at++) whole[at] = byte(position++);
    },
    /** Compares the current string with `target` by UTF-16 code units. */
    compareTo: (target: Uint8Array): number => compareInCodeUnits(whole.subarray(0, size), target),
    /** Returns the current string. */
    text: (): string => whole.toString("utf8", 0, size),
  };
}
