import type { DocumentSummary } from "../core/index.ts";

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
    previous.loader.id === loader.id &&
    previous.loader.version === loader.version &&
    JSON.stringify([...previous.accessLabels].sort()) === JSON.stringify([...next.accessLabels].sort())
  );
}
