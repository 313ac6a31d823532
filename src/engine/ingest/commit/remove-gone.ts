import {
  type AddOutcome,
  type DocumentSummary,
  fallbackLanguage,
  type IndexWriter,
  type Listener,
} from "../../../core/index.ts";
import type { DocumentRequest } from "../ingest-request.ts";

type RemovedOutcome = AddOutcome & { readonly outcome: "removed" };

export interface RemoveServices {
  readonly index: Pick<IndexWriter, "commit">;
  readonly emit: Listener;
}

export interface RemoveRequest {
  readonly request: Pick<DocumentRequest, "collection" | "language">;
  readonly gone: readonly Pick<DocumentSummary, "id" | "uri" | "accessLabels">[];
}

/** Removes documents in one transaction: no search that begins after it finds any of them. */
export async function removeGone(
  { index, emit }: RemoveServices,
  { request, gone }: RemoveRequest,
  signal: AbortSignal,
): Promise<readonly RemovedOutcome[]> {
  if (gone.length === 0) return [];
  const { collection } = request;
  const language = fallbackLanguage(request.language);
  await index.commit({ collection, language, add: [], removeIds: gone.map(({ id }) => id) }, signal);
  for (const { uri, id } of gone) emit({ type: "document-removed", uri, documentId: id });
  return gone.map(({ uri, id, accessLabels }) => ({ uri, outcome: "removed", documentId: id, accessLabels }));
}
