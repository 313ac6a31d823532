import type { DocumentSummary, Warning } from "../core/index.ts";

/** More page numbers than these say nothing more. */
const mostPagesNamed = 10;

/** Warns of documents that were not read whole: what is missing may change the answer. */
export function warnOfGaps(
  documents: readonly Pick<DocumentSummary, "id" | "title" | "receipt">[],
): readonly Warning[] {
  return documents.flatMap(({ id, title, receipt }) => {
    const { pagesWithoutText: pages, warnings } = receipt;
    if (pages.length === 0 && warnings.length === 0) return [];
    const codes = [...new Set(warnings.map(({ code }) => code))];
    const gap =
      pages.length > 0
        ? `has no text on ${listPages(pages)}; what stands there was not searched.`
        : `was read with warnings (${codes.join(", ")}); parts of it may be missing.`;
    return [
      {
        code: "document-has-gaps",
        message: `“${title}” ${gap}`,
        documentId: id,
      },
    ];
  });
}

function listPages(pages: readonly number[]): string {
  const named = pages.slice(0, mostPagesNamed).join(", ");
  const more = pages.length > mostPagesNamed ? ` and ${pages.length - mostPagesNamed} more` : "";
  return `${pages.length === 1 ? "page" : "pages"} ${named}${more}`;
}
