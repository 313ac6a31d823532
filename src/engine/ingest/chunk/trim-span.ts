import type { Span } from "../../../core/index.ts";

/** Trims white space at both ends of a span. Undefined when nothing is left. */
export function trimSpan(text: string, span: Span): Span | undefined {
  let { start, end } = span;
  while (start < end && isSpace(text, start)) start++;
  while (end > start && isSpace(text, end - 1)) end--;
  return start < end ? { start, end } : undefined;
}

function isSpace(text: string, index: number): boolean {
  return /\s/.test(text.charAt(index));
}
