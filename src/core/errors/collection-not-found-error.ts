import { LydianError } from "./lydian-error.ts";

/** The store has no collection of this name. */
export class CollectionNotFoundError extends LydianError {
  readonly code = "collection-not-found";
}
