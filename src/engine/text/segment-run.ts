import type { Span } from "../../core/index.ts";
import { unspacedRun } from "./word-pattern.ts";

// Dictionaries depend on the script only, so the locale does not matter.
const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/** Returns the spans of the words in a run with characters of scripts without spaces. Parts in other scripts stay whole. */
export function segmentRun(run: string): readonly Span[] {
  const spans: Span[] = [];
  let done = 0;
  for (const match of run.matchAll(unspacedRun)) {
    if (match.index > done) spans.push({ start: done, end: match.index });
    for (const part of segmenter.segment(match[0])) {
      if (!part.isWordLike) continue;
      const start = match.index + part.index;
      spans.push({ start, end: start + part.segment.length });
    }
    done = match.index + match[0].length;
  }
  if (done < run.length) spans.push({ start: done, end: run.length });
  return spans;
}
