import type { Dictionary } from "./dictionary.ts";
import { countMatching, type EntryCursor, readTwoBytes, readVarint } from "./entry-cursor.ts";
import type { TermEntry } from "./term-blocks.ts";
import { GROUP_SIZE } from "./write-lexical.ts";

/** Returns the only group of a dictionary that can contain a term; 0 for an empty dictionary. */
export function groupOf({ source, view, table, entries, groupCount }: Dictionary, term: Uint8Array): number {
  const cursor: EntryCursor = { source, next: 0 };
  let low = 0;
  let high = groupCount - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    cursor.next = entries + view.getUint32(table + middle * 4, true);
    readVarint(cursor);
    const length = readVarint(cursor);
    if (compareAt(cursor, length, term) <= 0) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Finds a term in a dictionary; undefined if it is not there. */
export function findTerm(dictionary: Dictionary, term: Uint8Array): TermEntry | undefined {
  if (dictionary.groupCount === 0) return undefined;
  const { source, view, table, entries, postings, groupCount, termCount } = dictionary;
  const group = groupOf(dictionary, term);
  const cursor: EntryCursor = { source, next: entries + view.getUint32(table + group * 4, true) };
  let start = postings + view.getUint32(table + (groupCount + group) * 4, true);
  /** Number of first bytes that the term shares with the entry before. */
  let matched = 0;
  const size = Math.min(GROUP_SIZE, termCount - group * GROUP_SIZE);
  for (let index = 0; index < size; index++) {
    const shared = readVarint(cursor);
    const length = readVarint(cursor);
    // Entries ascend, so an entry that differs before the match ends is beyond the term.
    if (shared < matched) return undefined;
    if (shared === matched) matched += countMatching(cursor, length, term.subarray(matched));
    cursor.next += length;
    const count = readVarint(cursor);
    const bound = readTwoBytes(cursor);
    if (matched === term.length && shared + length === term.length) return { count, bound, start };
    start += readVarint(cursor);
  }
  return undefined;
}

/** Compares the next `length` bytes with a term, byte by byte; a prefix comes first. */
function compareAt({ source, next }: EntryCursor, length: number, term: Uint8Array): number {
  const shared = Math.min(length, term.length);
  for (let index = 0; index < shared; index++) {
    const difference = (source[next + index] ?? 0) - (term[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return length - term.length;
}
