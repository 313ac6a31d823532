import type { Segment } from "./build-rows.ts";

/** In units of the font size: runs nearer than this, with no space drawn between them, are one word. */
const WORD_GAP = 0.16;

/** Segments are read many times on their way to the text. */
const texts = new WeakMap<Segment, string>();

/** What a segment says. */
export function readSegment(segment: Segment): string {
  const known = texts.get(segment);
  if (known !== undefined) return known;
  let text = "";
  for (const [place, run] of segment.runs.entries())
    text += place > 0 && isApart(segment, place) ? ` ${run.text}` : run.text;
  texts.set(segment, text);
  return text;
}

/** Does a space stand before the run at `place`? */
export function isApart(segment: Segment, place: number): boolean {
  const [before, run] = [segment.runs[place - 1], segment.runs[place]];
  if (before === undefined || run === undefined) return false;
  // Whichever of the two stands left of the other: text from right to left holds numbers, and both ways meet in a line.
  const gap = Math.max(run.start - before.end, before.start - run.end);
  return run.isSpaced ? gap > -WORD_GAP * run.fontSize : gap > WORD_GAP * run.fontSize;
}

/** What a row says, its segments apart by a space. */
export function readRow({ segments }: { readonly segments: readonly Segment[] }): string {
  return segments.map(readSegment).join(" ");
}
