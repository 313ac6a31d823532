import { append } from "../../core/index.ts";
import { textParts } from "./text-parts.ts";
import { wordPattern } from "./word-pattern.ts";

const invisible = /\u00AD|\u200C|\u200D|\u2060|\uFEFF/g;
const words = new RegExp(wordPattern, "gu");

/** The last text that was split. A text is often split twice in a row: into terms, and into the words of phrases. */
let last: { readonly text: string; readonly words: readonly string[] } = { text: "", words: [] };

/** Returns the words of a text as written, in NFKC and without invisible characters. */
export function writtenWords(text: string): readonly string[] {
  if (last.text !== text) last = { text, words: splitWords(text.normalize("NFKC").replace(invisible, "")) };
  return last.words;
}

function splitWords(text: string): readonly string[] {
  const found: string[] = [];
  for (const part of textParts(text)) append(found, part.text.match(words) ?? []);
  return found;
}
