import { type DocumentSummary, everything } from "../../../core/index.ts";
import type { IngestContext } from "../ingest-request.ts";
import { documentId } from "./document-id.ts";

/** The document of a source: a stored one at the same place, a removed one that has moved here, or a new one. */
export interface ClaimedDocument {
  readonly id: string;
  readonly previous?: DocumentSummary;
  /** False for a new document, and for one that was removed when it disappeared from its former place. */
  readonly isStored: boolean;
}

/**
 * Finds the document of a source. Ids are looked up by URI: a document that has moved keeps the id of its first place.
 */
export async function claimDocument(
  { services: { store }, request: { collection, moves } }: IngestContext,
  { uri, contentHash }: Pick<DocumentSummary, "uri" | "contentHash">,
  signal: AbortSignal,
): Promise<ClaimedDocument> {
  const query = { collection, scope: everything };
  const [stored] = await store.readSummariesByUri({ ...query, uris: [uri] }, signal);
  if (stored !== undefined) return { id: stored.id, previous: stored, isStored: true };

  const previous = moves?.claim({ uri, contentHash });
  if (previous !== undefined) return { id: previous.id, previous, isStored: false };

  for (let attempt = 0; ; attempt++) {
    const id = documentId(collection, uri, attempt);
    const [holder] = await store.readSummaries({ ...query, ids: [id] }, signal);
    if (holder === undefined && moves?.holds(id) !== true) return { id, isStored: false };
  }
}
