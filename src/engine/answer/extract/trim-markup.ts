import type { Span } from "../../../core/index.ts";

const leadingMarks = /^(?:\s|>|#{1,6}(?=\s)|[-*+•‣–](?=\s)|\d{1,3}[.)](?=\s)|\[[ xX]\](?=\s)|:?-{3,}:?(?=\s|$))*/u;
const emphasis =
  /^(?<mark>\*\*\*|\*\*|__|~~|[*_`])(?<inner>[\p{L}\p{N}"'“(€$£](?:(?!\k<mark>).)*)(?<!\s)\k<mark>[.,;:!?]?$/su;

/**
 * Finds where the words of a sentence or list item begin and end, without the markers of quotes, headings and lists,
 * and without emphasis around the whole text. Marks in the middle stay, since a quote has no gaps.
 *
 * @returns offsets in `text`; an empty range if it is only markup
 */
export function trimMarkup(text: string): Span {
  const lead = leadingMarks.exec(text)?.[0].length ?? 0;
  const rest = text.slice(lead).trimEnd();
  const { mark = "", inner } = emphasis.exec(rest)?.groups ?? {};
  return inner === undefined
    ? { start: lead, end: lead + rest.length }
    : { start: lead + mark.length, end: lead + mark.length + inner.length };
}

/** Finds where a table row begins and ends without the bars at both ends. */
export function trimBars(text: string): Span {
  const start = /^[\s|]*/u.exec(text)?.[0].length ?? 0;
  const end = text.length - (/(?<![\s|])[\s|]*$/u.exec(text)?.[0].length ?? 0);
  return { start, end: Math.max(start, end) };
}
