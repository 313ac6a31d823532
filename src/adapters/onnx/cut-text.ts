import type { Span } from "../../core/index.ts";

/**
 * Number of code units that a part shares with the previous one, so that a phrase at the border is whole in one of
 * them.
 */
const SHARED_CHARACTERS = 100;
/** Number of code units for each token that may follow: more would be tokenised in vain. */
const CHARACTERS_PER_TOKEN = 6;
const MIN_CHARACTERS = 2;

export interface PartSize {
  /** Maximum number of tokens in one part, ≥ 1. */
  readonly maxTokens: number;
  /** Counts the tokens of a text. */
  readonly count: (text: string) => number;
}

/**
 * Cuts a text into overlapping parts that have at most so many tokens each, at white space if possible. Every code unit
 * is in a part. A part of two code units is not cut further, however many tokens it has.
 *
 * @returns none for an empty text
 */
export function cutText(text: string, size: PartSize): readonly Span[] {
  const parts: Span[] = [];
  let start = 0;
  while (start < text.length) {
    const end = findEnd(text, start, size);
    parts.push({ start, end });
    if (end === text.length) break;
    start = findStart(text, { start, end });
  }
  return parts;
}

function findEnd(text: string, start: number, { maxTokens, count }: PartSize): number {
  let end = Math.min(text.length, start + Math.max(MIN_CHARACTERS, maxTokens * CHARACTERS_PER_TOKEN));
  if (end < text.length) end = cutBefore(text, { start, end });
  for (let tokens = count(text.slice(start, end)); tokens > maxTokens; tokens = count(text.slice(start, end))) {
    if (end - start <= MIN_CHARACTERS) return end;
    const shorter = start + Math.max(MIN_CHARACTERS, Math.floor(((end - start) * maxTokens) / tokens) - 1);
    end = cutBefore(text, { start, end: Math.min(shorter, end - 1) });
  }
  return end;
}

/**
 * Returns the end of the last white space in the second half of a part; otherwise the part's
 * end, without halving a character.
 */
function cutBefore(text: string, { start, end }: Span): number {
  const half = start + Math.ceil((end - start) / 2);
  const blank = text.slice(half, end).search(/\s\S*$/u);
  if (blank >= 0) return half + blank + 1;
  const isHalf = isHighSurrogate(text, end - 1) && end - 1 > start;
  return isHalf ? end - 1 : end;
}

/** Returns the start of the next part: after the first white space in what both share. */
function findStart(text: string, { start, end }: Span): number {
  const shared = Math.min(SHARED_CHARACTERS, Math.floor((end - start) / 4));
  const blank = text.slice(end - shared, end).search(/\s/u);
  return blank < 0 ? end : end - shared + blank + 1;
}

function isHighSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xd800 && unit < 0xdc00;
}
