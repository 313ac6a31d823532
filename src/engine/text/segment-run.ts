import type { Span } from "../../core/index.ts";
import { unspacedRun } from "./word-pattern.ts";

// Dictionaries depend on the script only, so the locale does not matter.
const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/** Maximum number of characters that are segmented at once: the segmenter takes quadratic time. */
const MAX_SEGMENTED = 256;

/**
 * Returns the spans of the words in a run with characters of scripts without spaces. Parts in other scripts stay whole.
 */
export function segmentRun(run: string): readonly Span[] {
  const spans: Span[] = [];
  let done = 0;
  for (const match of run.matchAll(unspacedRun)) {
    if (match.index > done) spans.push({ start: done, end: match.index });
    for (const { start, end } of segmentPieces(match[0]))
      spans.push({ start: match.index + start, end: match.index + end });
    done = match.index + match[0].length;
  }
  if (done < run.length) spans.push({ start: done, end: run.length });
  return spans;
}

/** Segments a long text piece by piece. The last word of a piece may be cut, so the next piece begins with it. */
function segmentPieces(text: string): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  while (start < text.length) {
    const isLast = text.length - start <= MAX_SEGMENTED;
    const parts = [...segmenter.segment(isLast ? text.slice(start) : text.slice(start, start + MAX_SEGMENTED))];
    const whole = isLast || parts.length < 2 ? parts : parts.slice(0, -1);
    for (const { index, segment, isWordLike } of whole)
      if (isWordLike) spans.push({ start: start + index, end: start + index + segment.length });
    start += whole.reduce((length, { segment }) => length + segment.length, 0);
  }
  return spans;
}
