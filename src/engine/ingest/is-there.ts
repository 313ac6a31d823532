import type { DocumentSummary } from "../../core/index.ts";
import type { DocumentRequest } from "./ingest-request.ts";
import { placesOf } from "./member-uri.ts";

/** Whether what a document was read from is still where it was listed. */
export function isThere(request: Pick<DocumentRequest, "isThere">, { uri }: Pick<DocumentSummary, "uri">): boolean {
  return request.isThere === undefined || placesOf(uri).some((place) => request.isThere?.(place) === true);
}
