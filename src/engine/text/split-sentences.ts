import type { Span } from "../../core/index.ts";
import { closedAbbreviations, numberAbbreviations, openAbbreviations, sentenceOpeners } from "./abbreviations.ts";
import { textBlocks } from "./text-blocks.ts";

const closers = String.raw`(?:["'”’»)\]）」』】》]|\[\d{1,3}(?:[,–-]\d{1,3})*\])*`;
// What ends a sentence in any company, and what needs white space and a look around.
const terminator = new RegExp(`(?:([。！？｡．]+|[।॥؟۔։።។៕]+)|([.!?…]+))${closers}`, "gu");
const wordBefore = /[\p{L}\p{N}][\p{L}\p{N}.]*$/u;
const nextWord = /\s*["'“‘«([]*([\p{L}\p{N}]+)/uy;
const lookBack = 24;

/**
 * Splits text into sentences. A line end inside a paragraph is no boundary, a blank line is; a heading, a list item's
 * first line, a row of a Markdown table and a line of fenced code begin a sentence of their own. A full stop after an
 * abbreviation (`Dr.`, `e.g.`, `Fig. 3`, `et al.`), an initial, a list number or inside a number ends nothing.
 *
 * @returns sorted spans without overlap and without white space at their ends, that cover every other character
 */
export function splitSentences(text: string): readonly Span[] {
  const sentences: Span[] = [];
  for (const { span, isWhole } of textBlocks(text)) {
    let start = span.start;
    for (const end of isWhole ? [] : boundaries(text.slice(span.start, span.end))) {
      pushTrimmed(sentences, text, { start, end: span.start + end });
      start = span.start + end;
    }
    pushTrimmed(sentences, text, { start, end: span.end });
  }
  return sentences;
}

function* boundaries(block: string): Generator<number> {
  for (const match of block.matchAll(terminator)) {
    const [whole, always, mark = ""] = match;
    const [position, end] = [match.index, match.index + whole.length];
    const atSpace = /\s/.test(block.charAt(end));
    if (always !== undefined || (atSpace && endsSentence(block, { position, end, mark }))) yield end;
  }
}

/** A mark that may end a sentence; `end` is behind the quotes and brackets that close after it. */
interface Mark {
  readonly position: number;
  readonly end: number;
  readonly mark: string;
}

function endsSentence(block: string, { position, end, mark }: Mark): boolean {
  nextWord.lastIndex = end;
  const next = nextWord.exec(block)?.[1];
  // After what is no word (a dash, a bullet, an emoji) a sentence may well begin, but not after a comma.
  if (next === undefined) return !/^\s*[,;:)\]]/.test(block.slice(end, end + lookBack));
  if (/^\p{Ll}/u.test(next) && (mark.startsWith(".") || mark === "…" || end > position + mark.length)) return false;
  if (mark !== ".") return true;
  const before = wordBefore.exec(block.slice(Math.max(0, position - lookBack), position))?.[0] ?? "";
  return before === "" || endsAfter(before, next, isFirst(block, position, before));
}

function endsAfter(before: string, next: string, first: boolean): boolean {
  const word = before.toLowerCase();
  if (first && /^(?:\d{1,3}|[a-z])$/.test(word)) return false;
  if (openAbbreviations.has(word)) return false;
  if (numberAbbreviations.has(word) && /^\p{N}/u.test(next)) return false;
  const isInitial = /^(?:\p{Lu}\.)*\p{Lu}$/u.test(before);
  return !(isInitial || closedAbbreviations.has(word)) || sentenceOpeners.has(next.toLowerCase());
}

/** Whether only a list's bracket stands before the word. */
function isFirst(block: string, position: number, word: string): boolean {
  return /^\s*\(?$/.test(block.slice(Math.max(0, position - word.length - lookBack), position - word.length));
}

function pushTrimmed(sentences: Span[], text: string, span: Span): void {
  const sentence = text.slice(span.start, span.end);
  const start = span.start + sentence.length - sentence.trimStart().length;
  const end = span.end - (sentence.length - sentence.trimEnd().length);
  if (end > start) sentences.push({ start, end });
}
