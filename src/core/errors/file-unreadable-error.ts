import { LydianError } from "./lydian-error.ts";

/** A file or folder can not be read: permission, a broken link, or it has gone. */
export class FileUnreadableError extends LydianError {
  readonly code = "file-unreadable";
}
