import { LydianError } from "./lydian-error.ts";

/** A file can not be made or written: permission is missing, or the disk is full. */
export class FileUnwritableError extends LydianError {
  readonly code = "file-unwritable";
}
