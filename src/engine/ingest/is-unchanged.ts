import type { DocumentSummary } from "../../core/index.ts";

/** Whether loading the document again would store the same text; how it is cut is another matter. */
export function isUnchanged(
  previous: DocumentSummary,
  next: Pick<DocumentSummary, "uri" | "contentHash" | "settingsFingerprint" | "accessLabels">,
  loader: DocumentSummary["loader"],
): boolean {
  return (
    previous.uri === next.uri &&
    previous.contentHash === next.contentHash &&
    previous.settingsFingerprint === next.settingsFingerprint &&
    readsTheSame(previous, loader) &&
    JSON.stringify([...previous.accessLabels].sort()) === JSON.stringify([...next.accessLabels].sort())
  );
}

/**
 * OCR that was not there before, or is another one, reads more where pages had no text or were read by OCR. Without it
 * now, what it once read stays.
 */
function readsTheSame({ loader: before, receipt }: DocumentSummary, now: DocumentSummary["loader"]): boolean {
  const [version, ocr] = now.version.split("+");
  const [versionBefore, ocrBefore] = before.version.split("+");
  if (before.id !== now.id || versionBefore !== version) return false;
  if (ocr === undefined || ocr === ocrBefore) return true;
  return receipt.pagesWithoutText.length === 0 && (receipt.ocrPages ?? []).length === 0;
}
