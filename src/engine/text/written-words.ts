import { wordPattern } from "./word-pattern.ts";

const invisible = /\u00AD|\u200C|\u200D|\u2060|\uFEFF/g;
const words = new RegExp(wordPattern, "gu");

/** Returns the words of a text as written, in NFKC and without invisible characters. */
export function writtenWords(text: string): readonly string[] {
  return text.normalize("NFKC").replace(invisible, "").match(words) ?? [];
}
