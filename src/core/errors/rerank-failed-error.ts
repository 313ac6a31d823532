import { LydianError } from "./lydian-error.ts";

/** A reranking model or provider failed. */
export class RerankFailedError extends LydianError {
  readonly code = "rerank-failed";
}
