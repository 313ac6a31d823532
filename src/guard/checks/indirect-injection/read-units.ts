import type { Span } from "../../../core/index.ts";
import { splitSentences } from "../../../engine/text/index.ts";

/** A sentence, a row or a line of a document. */
export interface TextUnit extends Span {
  readonly text: string;
  /** Its longer words in lower case. */
  readonly words: ReadonlySet<string>;
}

const longWord = /[\p{L}\p{N}]{4,40}/gu;
const lineEnd = /\n+/g;

/** Splits a document into sentences, and sentences that are lines into lines. */
export function readUnits(text: string): readonly TextUnit[] {
  return splitSentences(text).flatMap((sentence) => splitLines(text, sentence));
}

/** Minimum number of line ends in a sentence whose lines stand alone, such as rows and lists. */
const MIN_LINES = 2;

function splitLines(text: string, span: Span): readonly TextUnit[] {
  const sentence = text.slice(span.start, span.end);
  const ends = [...sentence.matchAll(lineEnd)];
  if (ends.length < MIN_LINES && !sentence.includes("|")) return [toUnit(text, span)];
  const units: TextUnit[] = [];
  let start = span.start;
  for (const { index, 0: mark } of ends) {
    units.push(toUnit(text, { start, end: span.start + index }));
    start = span.start + index + mark.length;
  }
  units.push(toUnit(text, { start, end: span.end }));
  return units.filter(({ text: line }) => line.trim() !== "");
}

function toUnit(text: string, { start, end }: Span): TextUnit {
  const part = text.slice(start, end);
  return { start, end, text: part, words: new Set(part.toLowerCase().match(longWord)) };
}
