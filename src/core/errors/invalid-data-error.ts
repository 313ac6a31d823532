import { LydianError } from "./lydian-error.ts";

/** A data set's file has another form than it should; the message names the file and the line. */
export class InvalidDataError extends LydianError {
  readonly code = "invalid-data";
}
