/** The vector space of an embedder. Vectors of spaces with different fingerprints are never compared. */
export interface EmbeddingSpace {
  /** For people: `bge-small-en-v1.5-int8`, `openai:text-embedding-3-small`. */
  readonly model: string;
  readonly dimensions: number;
  /** Of weights, tokenizer, pooling, prefixes; 16 hexadecimal digits. */
  readonly fingerprint: string;
}

/** A named set of documents with one embedding space and one set of settings. */
export interface Collection {
  /** `[a-z0-9][a-z0-9_-]{0,62}` */
  readonly name: string;
  /** Absent until the first vectors are attached. */
  readonly space?: EmbeddingSpace;
  /** Grows by one with every committed change of what a search could see. */
  readonly generation: number;
  readonly createdAt: string;
}
