import { LydianError } from "./lydian-error.ts";

/** A model's files are missing or differ from their hashes. */
export class ModelUnavailableError extends LydianError {
  readonly code = "model-unavailable";
}
