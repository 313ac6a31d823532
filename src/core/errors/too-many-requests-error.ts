import { LydianError } from "./lydian-error.ts";

/** A caller of the server asks more often, or more at once, than it may. */
export class TooManyRequestsError extends LydianError {
  readonly code = "too-many-requests";
}
