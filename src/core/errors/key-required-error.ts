import { LydianError } from "./lydian-error.ts";

/** A call of the server came without a key that it knows. */
export class KeyRequiredError extends LydianError {
  readonly code = "key-required";
}
