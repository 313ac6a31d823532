import { LydianError } from "./lydian-error.ts";

/** The store has no collection of this name. */
export class CollectionNotFoundError extends LydianError {
  readonly code = "collection-not-found";
}

/** No readable document has this id or URI. */
export class DocumentNotFoundError extends LydianError {
  readonly code = "document-not-found";
}

/** A collection has no source of this URI or path. */
export class SourceNotFoundError extends LydianError {
  readonly code = "source-not-found";
}

/** Chunking a document exceeded its time or memory and was stopped. */
export class ChunkingLimitError extends LydianError {
  readonly code = "chunking-limit";
}

/** A source cannot be read, or is empty although documents came from it. */
export class SourceUnavailableError extends LydianError {
  readonly code = "source-unavailable";
}
