import { type DocumentSummary, everything } from "../../core/index.ts";
import { documentId } from "./document-id.ts";
import type { DocumentRequest, IngestServices } from "./ingest-request.ts";

/** Which document a source is: one that is stored already, here or at the place it has moved from, or a new one. */
export interface ClaimedDocument {
  readonly id: string;
  readonly previous?: DocumentSummary;
  /** False for one that is new, or was taken out of the store when it had gone from where it was. */
  readonly isStored: boolean;
}

/** Ids are looked up by URI, since a document that has moved keeps the id of the place where it was first. */
export async function claimDocument(
  { store }: Pick<IngestServices, "store">,
  {
    request,
    uri,
    contentHash,
  }: { readonly request: DocumentRequest; readonly uri: string; readonly contentHash: string },
  signal: AbortSignal,
): Promise<ClaimedDocument> {
  const { collection, moves } = request;
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
