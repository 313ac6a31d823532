import type { Span } from "../../../core/index.ts";

const SPACE = /\s/;
const LAST_ASCII = 0x7f;

/** Trims white space at both ends of a span. Undefined when nothing is left. */
export function trimSpan(text: string, span: Span): Span | undefined {
  let { start, end } = span;
  while (start < end && isSpaceAt(text, start)) start++;
  while (end > start && isSpaceAt(text, end - 1)) end--;
  return start < end ? { start, end } : undefined;
}

/** Tests whether the character at a place is white space, as `\s` does. */
export function isSpaceAt(text: string, place: number): boolean {
  const unit = text.charCodeAt(place);
  if (unit <= LAST_ASCII) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  return SPACE.test(text.charAt(place));
}
