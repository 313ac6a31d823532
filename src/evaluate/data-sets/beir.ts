/** One entry of a corpus. */
export interface BeirDocument {
  readonly id: string;
  /** May be empty. */
  readonly title: string;
  readonly text: string;
}

export interface BeirQuery {
  readonly id: string;
  readonly text: string;
  /** Grade by document id; at least one is above 0. */
  readonly grades: ReadonlyMap<string, number>;
}

/** A retrieval data set in BEIR's form, read and checked. */
export interface BeirDataSet {
  /** The folder's name. */
  readonly name: string;
  readonly documents: readonly BeirDocument[];
  /** SHA-256 of the corpus file, hexadecimal. */
  readonly corpusHash: string;
  /** In the order of queries.jsonl: those with a relevant document. */
  readonly queries: readonly BeirQuery[];
}
