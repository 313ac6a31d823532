import { defined, type GuardReport, type GuardServices, type ReceivedDocument } from "../../../core/index.ts";
import { guardDocumentText } from "./guard-document-text.ts";

/** A document that may be stored, and what the guards said. */
export interface GuardedDocument {
  readonly loaded: ReceivedDocument;
  /** Absent if the policy sets no guard for documents. */
  readonly report?: GuardReport;
}

/**
 * Lets a guard check a loaded document before it is chunked. Every document of ingest passes here.
 *
 * @throws {GuardBlockedError} as `guardDocumentText` does
 */
export async function guardDocument(
  services: GuardServices,
  uri: string,
  loaded: ReceivedDocument,
  signal: AbortSignal,
): Promise<GuardedDocument> {
  const { title: givenTitle, text: givenText, ...others } = loaded;
  const guarded = await guardDocumentText(services, defined({ uri, text: givenText, title: givenTitle }), signal);
  if (guarded === undefined) return { loaded };
  const { text, title, warnings, report } = guarded;
  return { loaded: { ...others, ...defined({ title }), text, warnings: [...loaded.warnings, ...warnings] }, report };
}
