import type { Collection } from "../core/index.ts";

export interface CollectionStatus extends Collection {
  readonly documents: number;
  readonly chunks: number;
  readonly chunksWithoutVectors: number;
  /** Documents that wait to be cut as the settings say; `embed` and the next `add` do it. */
  readonly documentsToRechunk: number;
  readonly segments: number;
  readonly indexBytes: number;
  /** Documents whose receipt has a warning. */
  readonly documentsWithWarnings: number;
}

export interface Status {
  readonly store: string;
  readonly formatVersion: number;
  readonly sizeBytes: number;
  readonly embedder: string;
  readonly collections: readonly CollectionStatus[];
}
