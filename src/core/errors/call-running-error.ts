import { LydianError } from "./lydian-error.ts";

/** A call with the same idempotency key is still being answered. */
export class CallRunningError extends LydianError {
  readonly code = "call-running";
}
