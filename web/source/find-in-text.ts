import type { Span } from "../../src/core/index.ts";

/** Text prepared for comparison, with the original position of each character. */
export interface FoldedText {
  readonly text: string;
  /** Start and end of each folded character in the original text. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/;
/** Markdown signs that only format words. */
const SIGNS = /[*`]/;
const SPACE = /\s/;

/**
 * Prepares a text for search: removes case, accents and invisible characters, and reduces white space to single spaces.
 *
 * @param isMarkdown  true to remove `*` and backticks too
 */
export function foldText(text: string, isMarkdown = false): FoldedText {
  const starts = new Uint32Array(2 * text.length + 1);
  const ends = new Uint32Array(2 * text.length + 1);
  const parts: string[] = [];
  let length = 0;
  const add = (folded: string, start: number, end: number): void => {
    if (length + folded.length > starts.length) return;
    parts.push(folded);
    starts.fill(start, length, length + folded.length);
    ends.fill(end, length, length + folded.length);
    length += folded.length;
  };
  let at = 0;
  let isAfterSpace = false;
  for (const sign of text) {
    const end = at + sign.length;
    const isSpace = SPACE.test(sign);
    if (isSpace && isAfterSpace) ends[length - 1] = end;
    else if (isSpace) add(" ", at, end);
    else if (!INVISIBLE.test(sign) && !(isMarkdown && SIGNS.test(sign))) add(foldSign(sign), at, end);
    isAfterSpace = isSpace || (isAfterSpace && parts.at(-1) === " ");
    at = end;
  }
  return { text: parts.join(""), starts, ends };
}

function foldSign(sign: string): string {
  if (sign < "\u0080") return sign.toLowerCase();
  // A ligature that would expand to many characters is compared unchanged.
  const folded = sign.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return folded.length <= 2 * sign.length ? folded : sign;
}

/** Returns all matches of a query, in order and without overlap; none for an empty query. */
export function findInText(folded: FoldedText, query: string, isMarkdown = false): readonly Span[] {
  const wanted = foldText(query.trim(), isMarkdown).text;
  if (wanted === "") return [];
  const found: Span[] = [];
  for (let at = folded.text.indexOf(wanted); at >= 0; at = folded.text.indexOf(wanted, at + wanted.length)) {
    const start = folded.starts[at] ?? 0;
    const end = folded.ends[at + wanted.length - 1] ?? start;
    if (start >= (found.at(-1)?.end ?? 0)) found.push({ start, end });
  }
  return found;
}
