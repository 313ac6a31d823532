import type { Dictionary } from "./dictionary.ts";
import { type EntryCursor, readTwoBytes, readVarint } from "./entry-cursor.ts";
import type { TermEntry } from "./term-blocks.ts";
import { GROUP_SIZE } from "./write-lexical.ts";

/** A term of a dictionary, overwritten by the next one. */
export interface VisitedTerm {
  /** The term in UTF-8; bytes from `size` on are of other terms. */
  readonly bytes: Uint8Array;
  readonly size: number;
  /** Number of first bytes that the term shares with the term before it. */
  readonly shared: number;
  entry(): TermEntry;
}

/**
 * Visits a term and returns how many of its first bytes to skip by: the terms after it that begin with these bytes are
 * not visited. With 0 the visit ends; with more bytes than the term has, nothing is skipped.
 */
export type VisitTerm = (term: VisitedTerm) => number;

/** Longest term for which the buffer need not grow, in bytes. */
const USUAL_BYTES = 256;

/**
 * Visits the terms of a dictionary in order, from the beginning of a group. It copies no term, and passes over whole
 * groups of skipped terms, so it is much faster than a generator of terms.
 */
export function visitTerms(dictionary: Dictionary, firstGroup: number, visit: VisitTerm): void {
  const { source, view, table, entries, groupCount } = dictionary;
  const cursor: EntryCursor = { source, next: 0 };
  let [count, bound, start] = [0, 0, 0];
  const term = { bytes: new Uint8Array(USUAL_BYTES), size: 0, shared: 0, entry: () => ({ count, bound, start }) };

  /**
   * Returns how many of the next `length` bytes equal the first `limit` bytes of the term read last. It is called very
   * often.
   */
  const sharedWith = (length: number, limit: number): number => {
    const { bytes } = term;
    const { next } = cursor;
    const end = Math.min(length, limit);
    let count = 0;
    while (count < end && source[next + count] === bytes[count]) count++;
    return count;
  };
  /** Reads a term over the one before. */
  const read = (): void => {
    const kept = readVarint(cursor);
    const added = readVarint(cursor);
    // The first term of a group is stored whole.
    term.shared = kept > 0 ? kept : sharedWith(added, term.size);
    term.size = kept + added;
    if (term.size > term.bytes.length) term.bytes = grown(term.bytes, term.size);
    for (let at = kept; at < term.size; at++) term.bytes[at] = source[cursor.next++] ?? 0;
    count = readVarint(cursor);
    bound = readTwoBytes(cursor);
  };
  /** Returns whether a group's first term begins with the first bytes of the term read last. */
  const beginsAlike = (group: number, skip: number): boolean => {
    if (group >= groupCount) return false;
    cursor.next = entries + view.getUint32(table + group * 4, true) + 1;
    return sharedWith(readVarint(cursor), skip) === skip;
  };
  /** Returns the last group of those from `group` on whose first terms all begin alike. */
  const lastAlike = (group: number, skip: number): number => {
    let [low, step] = [group, 1];
    while (beginsAlike(low + step, skip)) {
      low += step;
      step *= 2;
    }
    for (; step >= 1; step = Math.floor(step / 2)) if (beginsAlike(low + step, skip)) low += step;
    return low;
  };

  let skip = Number.POSITIVE_INFINITY;
  for (let group = firstGroup; group < groupCount; group++) {
    const size = Math.min(GROUP_SIZE, dictionary.termCount - group * GROUP_SIZE);
    cursor.next = entries + view.getUint32(table + group * 4, true);
    start = dictionary.postings + view.getUint32(table + (groupCount + group) * 4, true);
    for (let index = 0; index < size; index++) {
      read();
      if (term.shared < skip) skip = visit(term);
      if (skip === 0) return;
      start += readVarint(cursor);
    }
    if (skip <= term.size) group = Math.max(group, lastAlike(group, skip) - 1);
  }
}

function grown(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(size * 2);
  larger.set(bytes);
  return larger;
}
