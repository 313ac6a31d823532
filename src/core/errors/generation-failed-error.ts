import { LydianError } from "./lydian-error.ts";

/** A language model could not be reached, refused, or was cut off. */
export class GenerationFailedError extends LydianError {
  readonly code = "generation-failed";
}
