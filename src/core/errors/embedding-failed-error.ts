import { LydianError } from "./lydian-error.ts";

/** An embedding model or provider failed. */
export class EmbeddingFailedError extends LydianError {
  readonly code = "embedding-failed";
}
