import { LydianError } from "./lydian-error.ts";

/** A filter can not be read; the message points at the place. */
export class InvalidFilterError extends LydianError {
  readonly code = "invalid-filter";
}
