import { LydianError } from "./lydian-error.ts";

/** A collection has no source of this URI or path. */
export class SourceNotFoundError extends LydianError {
  readonly code = "source-not-found";
}
