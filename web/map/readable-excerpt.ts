const EMPHASIS = /\*\*|__|`+/g;
/** Shorter ones are never cut. */
const SURELY_WHOLE = 80;
const SIGNS = /(^|\s)(#{1,6}|[-*>])\s+|\|/g;

/** A beginning without the signs of Markdown and the rules of tables; it is read, and never compared with its source. The heading above it is said already. */
export function readableExcerpt(excerpt: string, heading: string): string {
  const text = excerpt
    .replaceAll(EMPHASIS, "")
    .replaceAll(SIGNS, " ")
    .replaceAll(/:?-{3,}:?/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  const isRepeated = heading !== "" && text.startsWith(heading) && text.length > heading.length;
  const own = isRepeated ? text.slice(heading.length).trim() : text;
  return excerpt.length > SURELY_WHOLE && !/[.!?…]$/.test(own) ? `${own} …` : own;
}
