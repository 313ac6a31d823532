import type { MetadataValue, PublicDocument } from "../../src/core/index.ts";
import { countOf, momentOf } from "../pieces/index.ts";
import { kindOf } from "./kind-of.ts";

/** Summarises a receipt in a few words for the row of its document. */
export function summarizeReceipt({ receipt }: Pick<PublicDocument, "receipt">): string {
  const { warnings, pagesWithoutText } = receipt;
  if (pagesWithoutText.length > 0) return `${countOf(pagesWithoutText.length, "page")} without text`;
  const [first] = warnings;
  if (first === undefined) return "Read in full";
  return warnings.length === 1 ? sayCode(first.code) : countOf(warnings.length, "warning");
}

export const hasWarnings = ({ receipt }: Pick<PublicDocument, "receipt">): boolean =>
  receipt.warnings.length > 0 || receipt.pagesWithoutText.length > 0;

/** Turns a code such as `rows-ragged` into words, here "Rows ragged". */
const sayCode = (code: string): string => capitalize(code.replaceAll("-", " "));

const capitalize = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

function sayValue(value: MetadataValue): string {
  if (typeof value === "object") return value.join(", ");
  return typeof value === "string" && TIME.test(value) ? momentOf(value) : `${value}`;
}

/** Lists all facts of a document, including those shown in its row. */
export function listAllFacts(document: PublicDocument): readonly (readonly [name: string, value: string])[] {
  const { mediaType, uri, addedAt } = document;
  return [["Kind", kindOf(mediaType)], ["Place", uri], ["Added", momentOf(addedAt)], ...listFacts(document)];
}

/** Lists the facts of a document as pairs of name and value. */
export function listFacts(document: PublicDocument): readonly (readonly [name: string, value: string])[] {
  const { receipt, accessLabels, contentHash, language, source, metadata } = document;
  const { pages, pagesWithoutText, chunks, characters, tables, ocrPages } = receipt;
  return [
    ...(pages === undefined ? [] : [["Pages read", `${pages - pagesWithoutText.length} of ${pages}`] as const]),
    ...(ocrPages === undefined ? [] : [["Read by OCR", countOf(ocrPages.length, "page")] as const]),
    ["Chunks", chunks.toLocaleString("en")],
    ["Characters", characters.toLocaleString("en")],
    ...(tables === 0 ? [] : [["Tables", `${tables}`] as const]),
    ...(language === undefined ? [] : [["Language", language] as const]),
    ...(accessLabels.length === 0 ? [] : [["Only for", accessLabels.join(", ")] as const]),
    ...(source === undefined ? [] : [["From", source] as const]),
    ...Object.entries(metadata)
      .filter(([name]) => name !== "language")
      .map(([name, value]) => [capitalize(name), sayValue(value)] as const),
    ["Content", `${contentHash.slice(0, 4)} ${contentHash.slice(4, 8)} … ${contentHash.slice(-4)}`],
  ];
}
