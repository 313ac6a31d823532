import type { Citation, Hit } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";

/** Returns a quote as one line, and marks the best highlight of the hit inside it. */
export function markHighlight(
  { quote, span }: Pick<Citation, "quote" | "span">,
  { highlights = [] }: Pick<Hit, "highlights">,
  mark: (words: string) => string,
): string {
  const best = highlights.find(({ start, end }) => span.start <= start && end <= span.end);
  const line = oneLine(quote);
  if (best === undefined) return line;
  const before = quote.slice(0, best.start - span.start);
  const words = oneLine(quote.slice(best.start - span.start, best.end - span.start));
  const at = line.indexOf(words, Math.max(0, oneLine(before).length));
  return words === "" || at < 0 ? line : line.slice(0, at) + mark(words) + line.slice(at + words.length);
}

/** Returns the texts of the highlights of a hit, best first. */
export function highlightedTexts({ text, span, highlights = [] }: Hit): readonly string[] {
  return highlights.map(({ start, end }) => text.slice(start - span.start, end - span.start));
}
