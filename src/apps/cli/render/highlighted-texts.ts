import type { Hit } from "../../../core/index.ts";

/** Returns the texts of the highlights of a hit, best first. */
export function highlightedTexts({ text, span, highlights = [] }: Hit): readonly string[] {
  return highlights.map(({ start, end }) => text.slice(start - span.start, end - span.start));
}
