import type { Row, Segment } from "./page-rows.ts";

/** Maximum gap within a word without a drawn space, in font sizes. */
const WORD_GAP = 0.16;

/** Texts by segment, since segments are read many times. */
const texts = new WeakMap<Segment, string>();

/** Returns a segment's text. */
export function readSegment(segment: Segment): string {
  const cached = texts.get(segment);
  if (cached !== undefined) return cached;
  let text = "";
  for (const [place, run] of segment.runs.entries())
    text += place > 0 && isApart(segment, place) ? ` ${run.text}` : run.text;
  texts.set(segment, text);
  return text;
}

/** Tests for a space before the run at `place`. */
export function isApart(segment: Segment, place: number): boolean {
  const [before, run] = [segment.runs[place - 1], segment.runs[place]];
  if (before === undefined || run === undefined) return false;
  // Either of the two may be on the left: both directions can meet in a line, and right-to-left text has numbers.
  const gap = Math.max(run.start - before.end, before.start - run.end);
  return run.isSpaced ? gap > -WORD_GAP * run.fontSize : gap > WORD_GAP * run.fontSize;
}

/** Returns a row's text, with a space between its segments. */
export function readRow({ segments }: Pick<Row, "segments">): string {
  return segments.map(readSegment).join(" ");
}
