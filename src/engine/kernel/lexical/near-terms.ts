import type { VisitedTerm } from "../segment/visit-terms.ts";
import { createDistanceWalk } from "./distance-walk.ts";
import { compareBeginning } from "./has-term-beginning.ts";
import { liveCount } from "./live-statistics.ts";
import type { WordSource } from "./word-source.ts";

/** A word that may be misspelled. */
export interface Misspelling {
  readonly word: string;
  /** Its stems in each language. */
  readonly stems: readonly string[];
  /** Maximum edit distance. */
  readonly limit: number;
}

const utf8 = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Finds the terms of live chunks that begin with the word's first letter and are near to one of its stems. Terms with
 * the same beginning share the work, and those with a beginning that is too far are skipped.
 */
export function findNearTerms(
  { part, live }: WordSource,
  { word, stems, limit }: Misspelling,
): ReadonlyMap<string, number> {
  const [first = ""] = word;
  const beginning = utf8.encode(first);
  const walk = createDistanceWalk(stems.map(codePointsOf), limit);
  const distances = new Map<string, number>();
  /** End of each letter of the walk, in bytes. */
  const ends: number[] = [];

  /**
   * Compares the rest of a term, after the beginning that it shares with the term before it. Returns the end of its first
   * beginning that is too far, in bytes.
   */
  const spell = ({ bytes, size, shared }: VisitedTerm): number => {
    while ((ends.at(-1) ?? 0) > shared) ends.pop();
    walk.keep(ends.length);
    for (let at = ends.at(-1) ?? 0; at < size; ) {
      const length = byteLengthAt(bytes, at);
      at += length;
      ends.push(at);
      if (!walk.push(codePointAt(bytes, at - length, length))) return at;
    }
    return Number.POSITIVE_INFINITY;
  };

  part.visitFrom(beginning, (term) => {
    const order = compareBeginning(term, beginning);
    if (order !== 0) return order < 0 ? Number.POSITIVE_INFINITY : 0;
    const farFrom = spell(term);
    const distance = farFrom <= term.size ? limit + 1 : walk.distance();
    if (distance <= limit && liveCount(part, live, term.entry()) > 0) {
      distances.set(decoder.decode(term.bytes.slice(0, term.size)), distance);
    }
    return farFrom;
  });
  return distances;
}

function codePointsOf(text: string): readonly number[] {
  return Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
}

/** Returns the length of the UTF-8 character that begins at a byte. */
function byteLengthAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

function codePointAt(bytes: Uint8Array, at: number, length: number): number {
  if (length === 1) return bytes[at] ?? 0;
  let point = (bytes[at] ?? 0) & (0xff >> (length + 1));
  for (let next = at + 1; next < at + length; next++) point = (point << 6) | ((bytes[next] ?? 0) & 0x3f);
  return point;
}
