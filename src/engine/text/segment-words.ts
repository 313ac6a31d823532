import type { Span } from "../../core/index.ts";
import { segmentRun } from "./segment-run.ts";
import { hasUnspacedScript, wordPattern } from "./word-pattern.ts";

/** A word in a text. */
export interface Word {
  readonly span: Span;
  readonly text: string;
}

const written = new RegExp(wordPattern, "gu");

/**
 * Returns the words of a text as written, in reading order; `text.slice(span) === word.text`. An identifier, a hyphenated
 * compound or a number with separators is one word (`E11.9`, `x-ray`, `1,234`). Scripts without spaces are split by
 * `Intl.Segmenter`.
 */
export function segmentWords(text: string): readonly Word[] {
  const result: Word[] = [];
  for (const match of text.matchAll(written)) {
    const start = match.index;
    if (!hasUnspacedScript(match[0])) {
      result.push({ span: { start, end: start + match[0].length }, text: match[0] });
      continue;
    }
    for (const part of segmentRun(match[0])) {
      result.push({
        span: { start: start + part.start, end: start + part.end },
        text: match[0].slice(part.start, part.end),
      });
    }
  }
  return result;
}
