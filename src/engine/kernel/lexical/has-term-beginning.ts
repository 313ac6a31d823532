import type { LexicalPart } from "../segment/read-lexical.ts";
import type { VisitedTerm } from "../segment/visit-terms.ts";

/** Returns whether a term of a segment begins with these bytes of UTF-8. */
export function hasTermBeginning(part: Pick<LexicalPart, "visitFrom">, beginning: Uint8Array): boolean {
  let isFound = false;
  part.visitFrom(beginning, (term) => {
    const order = compareBeginning(term, beginning);
    isFound = order === 0;
    return order < 0 ? Number.POSITIVE_INFINITY : 0;
  });
  return isFound;
}

/**
 * Returns zero if a term begins with these bytes, a negative number if it comes before such terms, else a positive one.
 */
export function compareBeginning({ bytes, size }: VisitedTerm, beginning: Uint8Array): number {
  for (let at = 0; at < beginning.length; at++) {
    const difference = (at < size ? (bytes[at] ?? 0) : -1) - (beginning[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
