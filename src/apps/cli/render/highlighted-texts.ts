import type { Hit } from "../../../core/index.ts";

/** What the hit's highlights say, best first. */
export function highlightedTexts({ text, span, highlights = [] }: Hit): readonly string[] {
  return highlights.map(({ start, end }) => text.slice(start - span.start, end - span.start));
}
