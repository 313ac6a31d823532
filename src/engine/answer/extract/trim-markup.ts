const leadingMarks = /^(?:\s|>|#{1,6}(?=\s)|[-*+•‣–](?=\s)|\d{1,3}[.)](?=\s)|\[[ xX]\](?=\s)|:?-{3,}:?(?=\s|$))*/u;
const emphasis =
  /^(?<mark>\*\*\*|\*\*|__|~~|[*_`])(?<inner>[\p{L}\p{N}"'“(€$£](?:(?!\k<mark>).)*)(?<!\s)\k<mark>[.,;:!?]?$/su;

/**
 * Where in a sentence or list item the words begin and end: markers of quotes, headings and lists are left out, and so
 * are the marks of an emphasis that spans all of it. Marks in the middle stay, since a quote has no gaps.
 *
 * @returns offsets in `text`; empty when it holds nothing but markup
 */
export function trimMarkup(text: string): { readonly start: number; readonly end: number } {
  const lead = leadingMarks.exec(text)?.[0].length ?? 0;
  const rest = text.slice(lead).trimEnd();
  const { mark = "", inner } = emphasis.exec(rest)?.groups ?? {};
  return inner === undefined
    ? { start: lead, end: lead + rest.length }
    : { start: lead + mark.length, end: lead + mark.length + inner.length };
}

/** The same of a table row: without the bars at its two ends. */
export function trimBars(text: string): { readonly start: number; readonly end: number } {
  const start = /^[\s|]*/u.exec(text)?.[0].length ?? 0;
  const end = text.length - (/[\s|]*$/u.exec(text)?.[0].length ?? 0);
  return { start, end: Math.max(start, end) };
}
