import { LydianError } from "./lydian-error.ts";

/** A file is larger than the set limit. */
export class FileTooLargeError extends LydianError {
  readonly code = "file-too-large";
}
