import { LydianError } from "./lydian-error.ts";

/** A caller of the server may not do what it asked for, or asked from a place that is not allowed. */
export class NotPermittedError extends LydianError {
  readonly code = "not-permitted";
}
