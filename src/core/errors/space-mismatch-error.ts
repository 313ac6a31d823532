import { LydianError } from "./lydian-error.ts";

/** Vectors of another embedding space were offered. */
export class SpaceMismatchError extends LydianError {
  readonly code = "space-mismatch";
}
