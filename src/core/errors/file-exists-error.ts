import { LydianError } from "./lydian-error.ts";

/** A file is to be made where there is one already. */
export class FileExistsError extends LydianError {
  readonly code = "file-exists";
}
