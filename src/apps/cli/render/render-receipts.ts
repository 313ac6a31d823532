import type { DocumentReceipt, ReceiptsReport } from "../../../library/index.ts";
import type { Output } from "../terminal.ts";
import { readableUri } from "./readable-uri.ts";
import { count } from "./render-counts.ts";
import { renderNearDuplicates } from "./render-near-duplicates.ts";
import { renderOutcome } from "./render-outcome.ts";
import { renderWarnings } from "./render-warnings.ts";

const INDENT = "  ";

/**
 * Prints one line per document with the codes of its warnings, or each warning below it, then a summary.
 *
 * @param details  true if each warning is printed in full
 */
export function renderReceipts(report: ReceiptsReport, details: boolean, output: Output): readonly string[] {
  const lines = report.receipts.flatMap((document) => [
    renderLine(document, output),
    ...(details ? renderWarnings(document.receipt.warnings, output, INDENT) : []),
    ...(details ? renderNearDuplicates(document.receipt.nearDuplicates ?? [], output, INDENT) : []),
  ]);
  const failed = report.failed.flatMap((file) => renderOutcome({ ...file, outcome: "failed" }, output));
  return [...lines, ...failed, renderSummary(report), ...renderWarnings(report.warnings, output, "")];
}

function renderLine({ uri, receipt }: DocumentReceipt, { colors }: Output): string {
  const { pages, chunks, chunksNotEmbedded = 0, warnings, nearDuplicates = [] } = receipt;
  const unembedded = chunksNotEmbedded === 0 ? "" : ` (${chunksNotEmbedded.toLocaleString("en-US")} by words only)`;
  const size = `${pages === undefined ? "" : `${count(pages, "page")}, `}${count(chunks, "chunk")}${unembedded}`;
  const codes = countCodes(warnings).map(([code, number]) => (number === 1 ? code : `${code} ×${number}`));
  const similar = nearDuplicates.length === 0 ? [] : [colors.cyan(count(nearDuplicates.length, "near duplicate"))];
  const findings = [...(codes.length === 0 ? [] : [colors.yellow(codes.join(", "))]), ...similar];
  return [readableUri(uri), colors.dim(size), ...findings].join("  ");
}

function renderSummary({ receipts, documents, documentsWithProblems, failed }: ReceiptsReport): string {
  const codes = receipts.flatMap(({ receipt }) => [...new Set(receipt.warnings.map(({ code }) => code))]);
  const counts = countCodes(codes.map((code) => ({ code }))).map(([code, number]) => `${code} ${number}`);
  const similar = receipts.filter(({ receipt }) => receipt.nearDuplicates?.length).length;
  const parts = [
    `${count(documents, "document")}, ${documentsWithProblems.toLocaleString("en-US")} with problems`,
    ...(failed.length === 0 ? [] : [`${count(failed.length, "file")} not added`]),
    ...(counts.length === 0 ? [] : [`documents by warning: ${counts.join(", ")}`]),
    ...(similar === 0 ? [] : [`${similar.toLocaleString("en-US")} nearly the same as others`]),
  ];
  return parts.join("; ");
}

/** Counts the warnings by code, the most frequent first, then by code. */
function countCodes(warnings: readonly { readonly code: string }[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { code } of warnings) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1));
}
