import type { DocumentSummary } from "../../../core/index.ts";

/** Tests whether loading the document again would store the same text. Its chunks are not compared. */
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
 * Tests whether the loader would read the same text. New or different OCR may read more where pages had no text or were
 * read by OCR. If OCR is off now, the text that it read before stays.
 */
function readsTheSame({ loader: before, receipt }: DocumentSummary, now: DocumentSummary["loader"]): boolean {
  const [version, ocr] = now.version.split("+");
  const [versionBefore, ocrBefore] = before.version.split("+");
  if (before.id !== now.id || versionBefore !== version) return false;
  if (ocr === undefined || ocr === ocrBefore) return true;
  return receipt.pagesWithoutText.length === 0 && (receipt.ocrPages ?? []).length === 0;
}
