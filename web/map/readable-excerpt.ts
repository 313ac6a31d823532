const EMPHASIS = /\*\*|__|`+/g;
/** Maximum length of an excerpt that is certainly complete. */
const SURELY_WHOLE = 80;
const SIGNS = /(^|\s)(#{1,6}|[-*>])\s+|\|/g;

/** Removes Markdown signs, table rules and the heading from an excerpt, since the heading is shown above it. */
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
