/** A document of a corpus. */
export interface BeirDocument {
  readonly id: string;
  /** Title, which may be empty. */
  readonly title: string;
  readonly text: string;
}

export interface BeirQuery {
  readonly id: string;
  readonly text: string;
  /** Grade by document id; at least one is above 0. */
  readonly grades: ReadonlyMap<string, number>;
}

/** A retrieval data set in BEIR's format. */
export interface BeirDataSet {
  /** The folder's name. */
  readonly name: string;
  readonly documents: readonly BeirDocument[];
  /** SHA-256 of the corpus file, hexadecimal. */
  readonly corpusHash: string;
  /** Queries with a relevant document, in the order of queries.jsonl. */
  readonly queries: readonly BeirQuery[];
}
