import { type DocumentSummary, type Receipt, receiptPolicy, type Warning } from "../../core/index.ts";

/** Maximum number of page numbers in a warning. */
const MAX_PAGES_NAMED = 10;
/** Maximum number of receipt messages in a warning. */
const MAX_MESSAGES = 3;

/** Codes of receipt warnings that repeat the list of pages without text. */
const pageCodes: ReadonlySet<string> = new Set(["page-without-text", "no-text"]);

/**
 * Warns of documents that were not read completely, one warning for each: the missing part may change the answer.
 * `receiptPolicy` decides which warnings of a receipt count.
 */
export function warnOfGaps(
  documents: readonly Pick<DocumentSummary, "id" | "title" | "receipt">[],
): readonly Warning[] {
  return documents.flatMap(({ id, title, receipt }) => {
    const gaps = listGaps(receipt);
    if (gaps.length === 0) return [];
    const others = gaps.length - MAX_MESSAGES;
    const more = others > 0 ? ` There are ${others} more warnings in its receipt.` : "";
    const message = `“${title}”: ${gaps.slice(0, MAX_MESSAGES).join(" ")}${more}`;
    return [{ code: "document-has-gaps", message, documentId: id }];
  });
}

function listGaps({ pages, pagesWithoutText, warnings }: Receipt): readonly string[] {
  const empty = pagesWithoutText.length;
  const counted = `${empty}${pages === undefined ? "" : ` of ${pages}`} ${(pages ?? empty) === 1 ? "page" : "pages"}`;
  const verb = empty === 1 ? "has" : "have";
  const unsearched = `${counted} ${verb} no text (${namePages(pagesWithoutText)}) and could not be searched.`;
  const messages = warnings
    .filter(({ code }) => receiptPolicy(code).reachesAnswer && (empty === 0 || !pageCodes.has(code)))
    .map(({ message }) => message);
  return empty === 0 ? [...new Set(messages)] : [unsearched, ...new Set(messages)];
}

function namePages(pages: readonly number[]): string {
  const more = pages.length > MAX_PAGES_NAMED ? ` and ${pages.length - MAX_PAGES_NAMED} more` : "";
  return `${pages.length === 1 ? "page" : "pages"} ${pages.slice(0, MAX_PAGES_NAMED).join(", ")}${more}`;
}
