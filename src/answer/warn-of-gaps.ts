import type { DocumentSummary, Warning } from "../core/index.ts";

/** More page numbers than these say nothing more. */
const mostPagesNamed = 10;

/** What these warn of was read: they are for whoever looks after the document. */
const readWhole: ReadonlySet<string> = new Set(["hidden-cells", "keys-repeated", "lines-as-text", "rows-ragged"]);

/** Warns of documents that were not read whole: what is missing may change the answer. */
export function warnOfGaps(
  documents: readonly Pick<DocumentSummary, "id" | "title" | "receipt">[],
): readonly Warning[] {
  return documents.flatMap(({ id, title, receipt }) => {
    const pages = receipt.pagesWithoutText;
    const codes = [...new Set(receipt.warnings.map(({ code }) => code))].filter((code) => !readWhole.has(code));
    if (pages.length === 0 && codes.length === 0) return [];
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
