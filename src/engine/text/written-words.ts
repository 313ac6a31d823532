import { wordPattern } from "./word-pattern.ts";

const invisible = /\u00AD|\u200C|\u200D|\u2060|\uFEFF/g;
const words = new RegExp(wordPattern, "gu");

/** The last text that was split. A text is often split twice in a row: into terms, and into the words of phrases. */
let last: { readonly text: string; readonly words: readonly string[] } = { text: "", words: [] };

/** Returns the words of a text as written, in NFKC and without invisible characters. */
export function writtenWords(text: string): readonly string[] {
  if (last.text !== text) last = { text, words: text.normalize("NFKC").replace(invisible, "").match(words) ?? [] };
  return last.words;
}
