import type { DocumentSummary } from "../../core/index.ts";
import type { DocumentRequest } from "./ingest-request.ts";
import { memberPrefix, placesOf } from "./member-uri.ts";
import { settingsFingerprint } from "./settings-fingerprint.ts";

/** Whether loading a stored document again from the same bytes would store the same. */
export function isCurrent(
  { isCurrentLoader }: { isCurrentLoader(loader: DocumentSummary["loader"]): boolean },
  { language, keepOriginals, metadata, metadataOf, accessLabels }: DocumentRequest,
  document: DocumentSummary,
): boolean {
  const member = memberMetadata(document);
  const [outermost = document.uri] = member === undefined ? [] : placesOf(document.uri);
  const given = { ...metadataOf?.(outermost), ...metadata, ...member };
  const fingerprint = settingsFingerprint({ language, keepOriginals, metadata: given, title: undefined });
  return (
    document.settingsFingerprint === fingerprint &&
    isCurrentLoader(document.loader) &&
    JSON.stringify([...document.accessLabels].sort()) === JSON.stringify([...accessLabels].sort())
  );
}

/** What a member's container says of it; a file may say something of this name about itself. */
function memberMetadata({ uri, metadata: { container, member } }: DocumentSummary) {
  if (typeof container !== "string" || typeof member !== "string") return undefined;
  return uri.startsWith(memberPrefix(container)) ? { container, member } : undefined;
}
