import { LydianError } from "./lydian-error.ts";

/** A source can not be walked, or offers nothing any more: what it has given may be there still. */
export class SourceUnavailableError extends LydianError {
  readonly code = "source-unavailable";
}
