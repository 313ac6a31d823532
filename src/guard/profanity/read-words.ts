import type { Span } from "../../core/index.ts";

/** A word of a text in the form in which words are compared. */
export interface ComparedWord extends Span {
  readonly word: string;
}

const word = /[\p{L}\p{M}\p{N}]{1,40}(?:['’][\p{L}]{1,10})?/gu;
const longRun = /(\p{L})\1{2,}/gu;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const SEEDS = [0, 0x9e3779b9] as const;

/** Returns the words of a text. Case does not count, and a letter that is repeated three times or more counts once. */
export function readWords(text: string): readonly ComparedWord[] {
  return [...text.matchAll(word)].map(({ 0: written, index }) => {
    const compared = written.toLowerCase().replace("’", "'").replace(longRun, "$1");
    return { start: index, end: index + written.length, word: compared };
  });
}

/**
 * Hashes a phrase to 64 bits, as 16 hexadecimal digits: FNV-1a over its UTF-16 code units with two seeds. The list holds hashes, so
 * that no offensive word stands in the product.
 */
export function hashPhrase(words: readonly string[]): string {
  const phrase = words.join(" ");
  return SEEDS.map((seed) => hash(seed, phrase).toString(16).padStart(8, "0")).join("");
}

function hash(seed: number, text: string): number {
  let value = FNV_OFFSET ^ seed;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), FNV_PRIME);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}
