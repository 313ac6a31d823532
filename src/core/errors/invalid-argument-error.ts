import { LydianError } from "./lydian-error.ts";

/** An argument is out of its bounds. */
export class InvalidArgumentError extends LydianError {
  readonly code = "invalid-argument";
}
