import { LydianError } from "./lydian-error.ts";

/** What was sent to the server is larger than it takes. */
export class BodyTooLargeError extends LydianError {
  readonly code = "body-too-large";
}
