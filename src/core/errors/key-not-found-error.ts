import { LydianError } from "./lydian-error.ts";

/** No key of the server's callers has the id that was given. */
export class KeyNotFoundError extends LydianError {
  readonly code = "key-not-found";
}
