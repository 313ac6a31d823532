/** Maximum number of quotes and lists in each other. The time of parsing grows with the square of their number. */
const MAX_NESTING = 64;
const MARKER = String.raw`[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])`;
const tooDeep = new RegExp(`^((?:${MARKER}){${MAX_NESTING}})((?:${MARKER}){1,1000000})`, "gm");

/**
 * Returns a Markdown text in which at most 64 marks of quotes and list items follow each other in a line. Further ones
 * become letters, so that every place stays where it is.
 */
export function boundNesting(source: string): string {
  return source.replace(tooDeep, (_, kept: string, rest: string) => kept + rest.replace(/[^ \t]/g, "x"));
}
