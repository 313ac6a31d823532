import type { Document, Hit } from "../../core/index.ts";

/** The documents of the hits by id, each read once; one that has gone meanwhile is absent. */
export async function readDocuments(
  hits: readonly Hit[],
  read: (documentId: string) => Promise<Document | undefined>,
): Promise<ReadonlyMap<string, Document>> {
  const documents = new Map<string, Document>();
  for (const documentId of new Set(hits.map((hit) => hit.documentId))) {
    const document = await read(documentId);
    if (document) documents.set(documentId, document);
  }
  return documents;
}
