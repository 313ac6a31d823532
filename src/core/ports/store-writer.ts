import type { DocumentOrigin, Source } from "../source.ts";
import type { IndexWriter } from "./search-index.ts";

/** What is written beside the index: where documents come from. Each call is one transaction. */
export interface StoreWriter {
  /** Replaces the source of the same URI; makes its collection where there is none. */
  putSource(source: Source, signal: AbortSignal): Promise<void>;
  /** Replaces the source of the same URI; false, and nothing is kept, where it has been removed. */
  updateSource(source: Source, signal: AbortSignal): Promise<boolean>;
  /** Answers the ids of its documents, which stay, and no source owns them any more; undefined where it was not there. */
  removeSource(collection: string, uri: string, signal: AbortSignal): Promise<readonly string[] | undefined>;
  /** Of documents whose text and index stay as they are; one that has gone meanwhile is passed over. */
  putOrigins(collection: string, origins: readonly DocumentOrigin[], signal: AbortSignal): Promise<void>;
}

/** All that changes a store; runs in a thread of its own. */
export type Writer = IndexWriter & StoreWriter;
