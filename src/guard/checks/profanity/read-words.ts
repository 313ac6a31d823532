import type { Span } from "../../../core/index.ts";

/** A word of a text in the form in which words are compared. */
export interface ComparedWord extends Span {
  readonly word: string;
}

const word = /[\p{L}\p{M}\p{N}]{1,40}(?:['’][\p{L}]{1,10})?/gu;
const longRun = /(\p{L})\1{2,100000}/gu;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const SPACE = 0x20;
const SEEDS = [0, 0x9e3779b9] as const;
/** Letters beyond 16 bits are pairs of these. */
const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;

/** Returns the words of a text. Case does not count, and a letter that is repeated three times or more counts once. */
export function readWords(text: string): readonly ComparedWord[] {
  return Array.from(text.matchAll(word), ({ 0: written, index }) => {
    const lower = written.toLowerCase().replace("’", "'");
    return {
      start: index,
      end: index + written.length,
      word: mayHaveRun(lower) ? lower.replace(longRun, "$1") : lower,
    };
  });
}

/** Returns false if no letter occurs three times in a row, which costs less than to search for it by an expression. */
function mayHaveRun(text: string): boolean {
  for (let at = 2; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isPair = code >= FIRST_SURROGATE && code <= LAST_SURROGATE;
    if (isPair || (code === text.charCodeAt(at - 1) && code === text.charCodeAt(at - 2))) return true;
  }
  return false;
}

/**
 * Hashes a phrase to 64 bits, as 16 hexadecimal digits: FNV-1a over its UTF-16 code units with two seeds. The list
 * holds hashes, so that the product contains no offensive word.
 */
export function hashPhrase(words: readonly string[]): string {
  return SEEDS.map((seed) => {
    const [first = "", ...others] = words;
    const value = others.reduce(hashNextWord, hashText(FNV_OFFSET ^ seed, first));
    return (firstHalfOf(value) >>> 0).toString(16).padStart(8, "0");
  }).join("");
}

/** Beginning of the hash of a phrase by its first word. */
export const hashFirstWord = (first: string): number => hashText(FNV_OFFSET ^ SEEDS[0], first);

/** Beginning of the hash of a phrase that has at least one more word. */
export const hashNextWord = (value: number, next: string): number =>
  hashText(Math.imul(value ^ SPACE, FNV_PRIME), next);

/** Returns the first half of a hash that is written in digits, as a signed number. */
export const readFirstHalf = (hash: string): number => Number.parseInt(hash.slice(0, 8), 16) | 0;

function hashText(start: number, text: string): number {
  let value = start;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), FNV_PRIME);
  return value;
}

/** Finishes a hash of `hashFirstWord` and `hashNextWord`. Returns its first half as a signed number. */
export function firstHalfOf(value: number): number {
  const mixed = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}
