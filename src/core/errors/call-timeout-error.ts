import { LydianError } from "./lydian-error.ts";

/** A call of the server was not answered within the set time. */
export class CallTimeoutError extends LydianError {
  readonly code = "call-timeout";
}
