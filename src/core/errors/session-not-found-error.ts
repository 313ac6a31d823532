import { LydianError } from "./lydian-error.ts";

/** No session has this name or id. */
export class SessionNotFoundError extends LydianError {
  readonly code = "session-not-found";
}
