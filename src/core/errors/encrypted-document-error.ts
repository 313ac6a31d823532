import { LydianError } from "./lydian-error.ts";

/** A file needs a password. */
export class EncryptedDocumentError extends LydianError {
  readonly code = "encrypted-document";
}
