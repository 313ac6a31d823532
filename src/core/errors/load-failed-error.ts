import { LydianError } from "./lydian-error.ts";

/** A file is broken, encrypted, empty of text, or of a kind that no loader reads. */
export class LoadFailedError extends LydianError {
  readonly code = "load-failed";
}
