import type { EmbeddingSpace } from "./schemas/collection.ts";

/** A named set of documents with one embedding space and one set of settings. */
export interface Collection {
  /** Name of the collection; matches `NAME_PATTERN`. */
  readonly name: string;
  /** Space of the vectors; absent until the first vectors are attached. */
  readonly space?: EmbeddingSpace;
  /** Counter that grows by one with every committed change that a search could see. */
  readonly generation: number;
  readonly createdAt: string;
}
