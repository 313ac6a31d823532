import type { Span } from "../../../core/index.ts";
import { findMatches } from "./find-matches.ts";
import type { Candidate } from "./recogniser.ts";

const digits = /\d+/g;
const HYPHEN = 0x2d;
const lettersAndDigits = /^[\p{L}\p{N}]$/u;
/** Number of code units around a code that a pattern may look at: two characters. */
const MARGIN = 4;

/**
 * Yields the matches of a pattern in the codes of a text: the longest runs of letters, digits and hyphens with a digit.
 * Few words are codes, so that this takes a fraction of the time of a search of the whole text.
 *
 * @param pattern  matches letters, digits and hyphens only, with a digit among them
 * @param score    as for `findMatches`
 */
export function* findCodes(
  text: string,
  pattern: RegExp,
  score: number | ((match: string) => number),
): Iterable<Candidate> {
  for (const code of codesOf(text)) {
    const first = Math.max(0, code.start - MARGIN);
    for (const { span, score: certainty } of findMatches(text.slice(first, code.end + MARGIN), pattern, score)) {
      const place = { start: first + span.start, end: first + span.end };
      // The margin may hold a part of another code.
      if (place.start >= code.start && place.end <= code.end) yield { span: place, score: certainty };
    }
  }
}

function* codesOf(text: string): Iterable<Span> {
  let done = 0;
  for (const { 0: run, index } of text.matchAll(digits)) {
    if (index < done) continue;
    let start = index;
    for (let width = widthBefore(text, start); width > 0; width = widthBefore(text, start)) start -= width;
    let end = index + run.length;
    for (let width = widthAfter(text, end); width > 0; width = widthAfter(text, end)) end += width;
    done = end;
    yield { start, end };
  }
}

/** Returns the length in code units of the letter, digit or hyphen that ends at a place; 0 if there is none. */
function widthBefore(text: string, end: number): number {
  if (end === 0) return 0;
  const isPair = end > 1 && (text.codePointAt(end - 2) ?? 0) > 0xffff;
  const width = isPair ? 2 : 1;
  return isOfCode(text, end - width) ? width : 0;
}

/** Returns the length in code units of the letter, digit or hyphen that begins at a place; 0 if there is none. */
function widthAfter(text: string, start: number): number {
  if (start >= text.length || !isOfCode(text, start)) return 0;
  return (text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1;
}

function isOfCode(text: string, start: number): boolean {
  const code = text.codePointAt(start) ?? 0;
  return code === HYPHEN || lettersAndDigits.test(String.fromCodePoint(code));
}
