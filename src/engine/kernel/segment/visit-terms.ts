import { createByteReader } from "./byte-reader.ts";
import { sharedPrefix } from "./compare-bytes.ts";
import type { Dictionary } from "./read-lexical.ts";
import type { TermEntry } from "./term-blocks.ts";
import { GROUP_SIZE } from "./write-lexical.ts";

/** A term of a dictionary, overwritten by the next one. */
export interface VisitedTerm {
  /** The term in UTF-8; bytes from `size` on are of other terms. */
  readonly bytes: Uint8Array;
  readonly size: number;
  /** Number of first bytes that equal those of the term visited before. */
  readonly shared: number;
  entry(): TermEntry;
}

/** Longest term for which the buffer need not grow, in bytes. */
const USUAL_BYTES = 256;

/**
 * Visits the terms of a dictionary in order, from the beginning of a group until `visit` returns false. It copies no term, so
 * it is ten times as fast as a generator of terms.
 */
export function visitTerms(dictionary: Dictionary, firstGroup: number, visit: (term: VisitedTerm) => boolean): void {
  const { source, view, table, groupCount } = dictionary;
  const reader = createByteReader(source);
  let [count, bound, start] = [0, 0, 0];
  const term = { bytes: new Uint8Array(USUAL_BYTES), size: 0, shared: 0, entry: () => ({ count, bound, start }) };

  /** Reads a term over the one before. */
  const read = (): void => {
    const kept = reader.varint();
    const added = reader.varint();
    const from = reader.position();
    const rest = source.subarray(from, from + added);
    // The first term of a group is stored whole.
    term.shared = kept > 0 ? kept : sharedPrefix(term.bytes.subarray(0, term.size), rest);
    term.size = kept + added;
    if (term.size > term.bytes.length) term.bytes = grown(term.bytes, term.size);
    term.bytes.set(rest, kept);
    reader.seek(from + added);
    count = reader.varint();
    bound = reader.u16();
  };

  for (let group = firstGroup; group < groupCount; group++) {
    reader.seek(dictionary.entries + view.getUint32(table + group * 4, true));
    start = dictionary.postings + view.getUint32(table + (groupCount + group) * 4, true);
    const size = Math.min(GROUP_SIZE, dictionary.termCount - group * GROUP_SIZE);
    for (let index = 0; index < size; index++) {
      read();
      if (!visit(term)) return;
      start += reader.varint();
    }
  }
}

function grown(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(size * 2);
  larger.set(bytes);
  return larger;
}
