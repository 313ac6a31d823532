import type { Span } from "../../../core/index.ts";

/** Maximum length of a window in UTF-16 code units, that of the texts which the model was trained on. */
const MAX_WINDOW = 280;
const MIN_CUT = 140;
const sentenceEnd = /[.!?\n]\s/g;

/**
 * Cuts a text into windows of at most 280 code units, at the last end of a sentence in the second half of a window, or
 * else at white space. Nothing between the windows is left out.
 */
export function cutWindows(text: string): readonly Span[] {
  const windows: Span[] = [];
  let start = 0;
  while (start < text.length) {
    const end =
      text.length - start <= MAX_WINDOW ? text.length : start + findCut(text.slice(start, start + MAX_WINDOW));
    windows.push({ start, end });
    start = end;
  }
  return windows;
}

/** Returns the length of the first window of a text. */
function findCut(text: string): number {
  let cut = 0;
  for (const { index } of text.matchAll(sentenceEnd)) cut = index + 2;
  if (cut >= MIN_CUT) return cut;
  const space = text.search(/\s\S*$/);
  return space >= MIN_CUT ? space + 1 : text.length;
}
