import type { ReadQuery } from "./read-query.ts";

/** Maximum number of UTF-16 code units of a query that is read as a name. */
const MAX_CHARACTERS = 100;

const callMark = /\(\)$/;
const identifier = /^[\p{L}\p{M}\p{N}_$]+$/u;
const beginsLikeName = /^[\p{L}_$]/u;
const separators = /[^\p{L}\p{M}\p{N}]+/gu;

/**
 * Returns the name that a query may be in source code, as written: one identifier such as
 * `editDistance` or `edit_distance()`, or the words of one. Undefined for other queries, and for those
 * with quotations, prefixes or conditions.
 */
export function readName({ text, phrases, prefixes, conditions }: ReadQuery): string | undefined {
  if (phrases.length > 0 || prefixes.length > 0 || conditions.length > 0) return undefined;
  const name = text.trim();
  if (name.length > MAX_CHARACTERS || !beginsLikeName.test(name)) return undefined;
  const written = name.replace(callMark, "");
  return written.split(/\s+/).every((word) => identifier.test(word)) && foldName(written) !== "" ? written : undefined;
}

/**
 * Returns the letters and digits of a name in NFKC and lower case: equal for `editDistance`,
 * `EDIT_DISTANCE` and `edit distance`.
 */
export function foldName(name: string): string {
  return name.normalize("NFKC").replace(separators, "").toLowerCase();
}
