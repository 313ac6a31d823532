import type { DocumentOrigin, Source } from "../source.ts";
import type { IndexWriter } from "./search-index.ts";

/** What is written beside the index: where documents come from. Each call is one transaction. */
export interface StoreWriter {
  /** Replaces the source of the same URI; makes its collection where there is none. */
  putSource(source: Source, signal: AbortSignal): Promise<void>;
  /** Answers whether it was there. Its documents stay, and no source owns them any more. */
  removeSource(collection: string, uri: string, signal: AbortSignal): Promise<boolean>;
  /** Of documents whose text and index stay as they are; one that has gone meanwhile is passed over. */
  putOrigins(collection: string, origins: readonly DocumentOrigin[], signal: AbortSignal): Promise<void>;
}

/** All that changes a store; runs in a thread of its own. */
export type Writer = IndexWriter & StoreWriter;
