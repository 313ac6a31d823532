import type { Span } from "../../core/index.ts";
import type { TextView } from "./text-view.ts";

/** Replaces a part of a text. */
export interface Rewriting {
  readonly span: Span;
  readonly text: string;
}

/** A part of the new text that was replaced, and what it replaced. */
interface ReplacedPart {
  readonly from: Span;
  readonly to: Span;
}

/** Returns the reading of a text itself. */
export function viewOf(text: string): TextView {
  return { text, steps: [], toOriginal: (span) => span };
}

/**
 * Rewrites parts of a reading and keeps their places.
 *
 * @param rewritings  in the order of the text, without overlaps
 * @returns           the new reading; a part of a replacement comes from everything that it replaced
 */
export function rewriteText(view: TextView, step: string, rewritings: readonly Rewriting[]): TextView {
  const pieces: string[] = [];
  const parts: ReplacedPart[] = [];
  let read = 0;
  let written = 0;
  for (const { span, text } of rewritings) {
    const copied = view.text.slice(read, span.start);
    const start = written + copied.length;
    pieces.push(copied, text);
    parts.push({ from: span, to: { start, end: start + text.length } });
    written = start + text.length;
    read = span.end;
  }
  pieces.push(view.text.slice(read));

  return {
    text: pieces.join(""),
    steps: [...view.steps, step],
    toOriginal: ({ start, end }) => {
      const from = sourceOf(parts, start);
      // The last character of a span decides its end, so that what was deleted after it does not count.
      const to = end > start ? sourceOf(parts, end - 1) : from;
      return view.toOriginal({ start: from.start, end: Math.max(from.start, end > start ? to.end : from.start) });
    },
  };
}

/** Returns the characters that the character at an offset of the new text comes from. */
function sourceOf(parts: readonly ReplacedPart[], offset: number): Span {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((parts[middle]?.to.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const part = parts[low - 1];
  if (part === undefined) return { start: offset, end: offset + 1 };
  if (offset < part.to.end) return part.from;
  const start = part.from.end + (offset - part.to.end);
  return { start, end: start + 1 };
}
