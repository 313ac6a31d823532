import { LydianError } from "./lydian-error.ts";

/** No readable document has this id or URI. */
export class DocumentNotFoundError extends LydianError {
  readonly code = "document-not-found";
}
