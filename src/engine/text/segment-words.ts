import type { Span } from "../../core/index.ts";
import { segmentRun } from "./segment-run.ts";
import { type TextPart, textParts } from "./text-parts.ts";
import { hasUnspacedScript, wordPattern } from "./word-pattern.ts";

/** A word in a text. */
export interface Word {
  readonly span: Span;
  readonly text: string;
}

const written = new RegExp(wordPattern, "gu");

/**
 * Returns the words of a text as written, in reading order; `text.slice(span) === word.text`. An identifier, a
 * hyphenated compound or a number with separators is one word (`E11.9`, `x-ray`, `1,234`). Scripts without spaces
 * are split by `Intl.Segmenter`.
 */
export function segmentWords(text: string): readonly Word[] {
  const result: Word[] = [];
  for (const match of matchWords(text)) {
    const { start } = match;
    if (!hasUnspacedScript(match.text)) {
      result.push({ span: { start, end: start + match.text.length }, text: match.text });
      continue;
    }
    for (const part of segmentRun(match.text)) {
      result.push({
        span: { start: start + part.start, end: start + part.end },
        text: match.text.slice(part.start, part.end),
      });
    }
  }
  return result;
}

function* matchWords(text: string): Generator<TextPart> {
  for (const part of textParts(text)) {
    for (const { 0: word, index } of part.text.matchAll(written)) yield { start: part.start + index, text: word };
  }
}
