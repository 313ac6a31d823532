import { LydianError } from "./lydian-error.ts";

/** A model's files are missing or differ from their hashes. */
export class ModelUnavailableError extends LydianError {
  readonly code = "model-unavailable";
}

/** A model's file cannot be downloaded: its address is not allowed, or the server refused or broke off. */
export class DownloadFailedError extends LydianError {
  readonly code = "download-failed";
}

/** An embedding model or its provider failed. */
export class EmbeddingFailedError extends LydianError {
  readonly code = "embedding-failed";
}

/** A reranking model or its provider failed. */
export class RerankFailedError extends LydianError {
  readonly code = "rerank-failed";
}

/** A model that verifies sentences failed. */
export class VerificationFailedError extends LydianError {
  readonly code = "verification-failed";
}

/** A language model was unreachable, refused, or was cut off. */
export class GenerationFailedError extends LydianError {
  readonly code = "generation-failed";
}
