import { LydianError } from "./lydian-error.ts";

/** No job of the store has the id that was given. */
export class JobNotFoundError extends LydianError {
  readonly code = "job-not-found";
}
