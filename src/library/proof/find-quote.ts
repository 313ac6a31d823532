import type { Citation, Excerpt, Span } from "../../core/index.ts";

/**
 * Minimum length of a quote that is recognised by its own words. A shorter one, such as `€40`, may occur elsewhere with
 * another meaning.
 */
const TELLING_LENGTH = 25;

type Quoted = Pick<Citation, "span" | "quote" | "documentId">;

/**
 * Finds the words of a citation in another version of its document, as whole words. A short quote counts only if the
 * rest of its line, as far as the excerpt contains it, is the same too. If several places match, returns the one
 * nearest to the old place.
 */
export function findQuote(text: string, quoted: Quoted, excerpts: readonly Excerpt[]): Span | undefined {
  const { quote, span } = quoted;
  if (quote === "") return undefined;
  const line = quote.length >= TELLING_LENGTH ? { before: "", behind: "" } : lineAround(quoted, excerpts);
  const whole = line.before + quote + line.behind;
  let nearest: number | undefined;
  for (let at = text.indexOf(whole); at >= 0; at = text.indexOf(whole, at + 1)) {
    const start = at + line.before.length;
    if (isWithinWord(text, start) || isWithinWord(text, start + quote.length)) continue;
    if (nearest === undefined || Math.abs(start - span.start) < Math.abs(nearest - span.start)) nearest = start;
  }
  return nearest === undefined ? undefined : { start: nearest, end: nearest + quote.length };
}

/** Returns the text before and after the words on their lines. */
function lineAround({ documentId, span }: Quoted, excerpts: readonly Excerpt[]) {
  const excerpt = excerpts.find((one) => one.documentId === documentId && holds(one.span, span));
  if (excerpt === undefined) return { before: "", behind: "" };
  const before = excerpt.text.slice(0, span.start - excerpt.span.start);
  const behind = excerpt.text.slice(span.end - excerpt.span.start);
  return { before: before.slice(before.lastIndexOf("\n") + 1), behind: behind.split("\n")[0] ?? "" };
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function isWithinWord(text: string, offset: number): boolean {
  return (
    /[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, offset - 2), offset)) &&
    /^[\p{L}\p{N}]/u.test(text.slice(offset, offset + 2))
  );
}
