import type { DocumentSummary } from "../../../core/index.ts";
import { isGuardedBy } from "../guard-version.ts";
import type { DocumentRequest } from "../ingest-request.ts";
import { memberPrefix, placesOf } from "../member-uri.ts";
import { settingsFingerprint } from "../settings-fingerprint.ts";
import type { SyncServices } from "../sync-request.ts";

/** Tests whether loading a stored document again from the same bytes would store the same. */
export function isCurrent(
  { isCurrentLoader }: Pick<SyncServices, "isCurrentLoader">,
  guardedBy: string | undefined,
  { language, keepOriginals, metadata, metadataOf, accessLabels }: DocumentRequest,
  document: DocumentSummary,
): boolean {
  const member = memberMetadata(document);
  const [outermost = document.uri] = member === undefined ? [] : placesOf(document.uri);
  const requested = { ...metadataOf?.(outermost), ...metadata, ...member };
  const fingerprint = settingsFingerprint({ language, keepOriginals, metadata: requested, title: undefined });
  return (
    document.settingsFingerprint === fingerprint &&
    isCurrentLoader(document.loader) &&
    isGuardedBy(guardedBy, document) &&
    JSON.stringify([...document.accessLabels].sort()) === JSON.stringify([...accessLabels].sort())
  );
}

/** Returns the metadata that a container gives its members. A file may have set keys of these names itself. */
function memberMetadata({ uri, metadata: { container, member } }: DocumentSummary) {
  if (typeof container !== "string" || typeof member !== "string") return undefined;
  return uri.startsWith(memberPrefix(container)) ? { container, member } : undefined;
}
