import type { Document, Excerpt, Span } from "../../core/index.ts";
import { hashText } from "./hash-text.ts";

/** Maximum number of characters of an excerpt before and after a citation. */
const REACH = 300;

/**
 * Cuts the surroundings of cited spans, ascending. Each span lies in one excerpt, and excerpts never touch. They begin
 * and end at paragraphs or words if any are within reach.
 */
export function cutExcerpts({ id, text }: Pick<Document, "id" | "text">, spans: readonly Span[]): readonly Excerpt[] {
  const widened = spans.map((span) => ({ start: reachBack(text, span.start), end: reachOn(text, span.end) }));
  const joined: Span[] = [];
  for (const span of [...widened].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1);
    if (last === undefined || span.start > last.end) joined.push(span);
    else joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return joined.map((span) => {
    const excerpt = text.slice(span.start, span.end);
    return { documentId: id, span, text: excerpt, hash: hashText(excerpt) };
  });
}

function reachBack(text: string, start: number): number {
  const from = Math.max(0, start - REACH);
  const before = text.slice(from, start);
  const paragraph = before.lastIndexOf("\n\n");
  if (paragraph >= 0) return from + paragraph + 2;
  if (from === 0) return 0;
  const word = before.search(/(?<=\s)\S/u);
  return word < 0 ? start : from + word;
}

function reachOn(text: string, end: number): number {
  const behind = text.slice(end, end + REACH);
  const paragraph = behind.indexOf("\n\n");
  if (paragraph >= 0) return end + paragraph;
  if (end + REACH >= text.length) return text.length;
  const word = behind.search(/\s\S*$/u);
  return word < 0 ? end : end + word;
}
