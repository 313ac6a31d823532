import { LydianError } from "./lydian-error.ts";

/** A guard did not let a text pass. */
export class GuardBlockedError extends LydianError {
  readonly code = "guard-blocked";
}
