import type { Element, LocationMap, PublicDocument } from "../../src/core/index.ts";
import { callApi, collectionPath, send } from "./call.ts";

export interface DocumentText {
  readonly text: string;
  readonly elements: readonly Element[];
  readonly locations: LocationMap;
  readonly contentHash: string;
}

export interface DocumentName {
  readonly collection: string;
  readonly documentId: string;
}

export function readDocument({ collection, documentId }: DocumentName, signal: AbortSignal): Promise<PublicDocument> {
  return callApi(collectionPath(collection, "documents", documentId), { signal });
}

export function readDocumentText({ collection, documentId }: DocumentName, signal: AbortSignal): Promise<DocumentText> {
  return callApi(collectionPath(collection, "documents", documentId, "text"), { signal });
}

/** Returns the bytes of a document's original file. */
export async function readOriginal(
  { collection, documentId }: DocumentName,
  signal: AbortSignal,
): Promise<ArrayBuffer> {
  const response = await send(collectionPath(collection, "documents", documentId, "original"), {
    accept: "*/*",
    signal,
  });
  return response.arrayBuffer();
}
