import type { Citation, Excerpt } from "../../core/index.ts";
import { toHtml } from "./escape-html.ts";

/** Citation with its index in the answer. */
export interface NumberedCitation {
  readonly index: number;
  readonly citation: Pick<Citation, "span" | "documentId">;
}

/**
 * Marks the citations in an excerpt, and puts an anchor with the citation's index before each, such as `q0`. Where
 * citations overlap, such as a cell within its row, the shared part is marked as inner.
 */
export function markExcerpt({ span, text, documentId }: Excerpt, citations: readonly NumberedCitation[]): string {
  const within = citations.filter(
    ({ citation }) =>
      citation.documentId === documentId && span.start <= citation.span.start && citation.span.end <= span.end,
  );
  const borders = within.flatMap(({ citation }) => [citation.span.start, citation.span.end]);
  const cuts = [...new Set([span.start, ...borders, span.end])].sort((a, b) => a - b);
  return cuts
    .map((start, at) => {
      const end = cuts[at + 1] ?? start;
      const anchors = within.filter(({ citation }) => citation.span.start === start);
      const depth = within.filter(({ citation }) => citation.span.start <= start && end <= citation.span.end).length;
      const part = toHtml(text.slice(start - span.start, end - span.start));
      const marked = part === "" || depth === 0 ? part : `<mark${depth > 1 ? ' class="inner"' : ""}>${part}</mark>`;
      return anchors.map(({ index }) => `<a class="target" id="q${index}"></a>`).join("") + marked;
    })
    .join("");
}
