import type { Span } from "../../core/index.ts";

/** A word as phrases are compared: NFKC and lower case. A character of a script without spaces is a separate word. */
export interface FoldedToken extends Span {
  readonly word: string;
}

const token =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}])[\p{L}\p{N}\p{M}]){1,100000}/gu;

/** Returns the words of a text, in its order. Every sign between letters and digits separates them. */
export function foldTokens(text: string): readonly FoldedToken[] {
  return Array.from(text.matchAll(token), ({ 0: written, index: start }) => ({
    start,
    end: start + written.length,
    word: written.normalize("NFKC").toLowerCase(),
  }));
}
