import { type DocumentSummary, type Receipt, receiptPolicy, type Warning } from "../../core/index.ts";

/** More page numbers or messages than these say nothing more. */
const MOST_PAGES_NAMED = 10;
const MOST_MESSAGES = 3;

/** What these say is said by the pages without text. */
const ofPages: ReadonlySet<string> = new Set(["page-without-text", "no-text"]);

/**
 * Warns of documents that were not read whole, one warning each: what is missing may change the answer. Which warnings
 * of a receipt count is `receiptPolicy`'s matter.
 */
export function warnOfGaps(
  documents: readonly Pick<DocumentSummary, "id" | "title" | "receipt">[],
): readonly Warning[] {
  return documents.flatMap(({ id, title, receipt }) => {
    const gaps = listGaps(receipt);
    if (gaps.length === 0) return [];
    const others = gaps.length - MOST_MESSAGES;
    const more = others > 0 ? ` There are ${others} more warnings in its receipt.` : "";
    const message = `“${title}”: ${gaps.slice(0, MOST_MESSAGES).join(" ")}${more}`;
    return [{ code: "document-has-gaps", message, documentId: id }];
  });
}

function listGaps({ pages, pagesWithoutText, warnings }: Receipt): readonly string[] {
  const empty = pagesWithoutText.length;
  const counted = `${empty}${pages === undefined ? "" : ` of ${pages}`} ${(pages ?? empty) === 1 ? "page" : "pages"}`;
  const verb = empty === 1 ? "has" : "have";
  const unsearched = `${counted} ${verb} no text (${namePages(pagesWithoutText)}); what stands there was not searched.`;
  const messages = warnings
    .filter(({ code }) => receiptPolicy(code).reachesAnswer && (empty === 0 || !ofPages.has(code)))
    .map(({ message }) => message);
  return empty === 0 ? [...new Set(messages)] : [unsearched, ...new Set(messages)];
}

function namePages(pages: readonly number[]): string {
  const more = pages.length > MOST_PAGES_NAMED ? ` and ${pages.length - MOST_PAGES_NAMED} more` : "";
  return `${pages.length === 1 ? "page" : "pages"} ${pages.slice(0, MOST_PAGES_NAMED).join(", ")}${more}`;
}
