import { LydianError } from "./lydian-error.ts";

/** A model that verifies sentences failed. */
export class VerificationFailedError extends LydianError {
  readonly code = "verification-failed";
}
