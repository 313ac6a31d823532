/** A document of which something matches. */
export interface MatchingDocument {
  readonly documentId: string;
  readonly uri: string;
  readonly title: string;
  /** How many of its sections match; from 1. */
  readonly sections: number;
}

/**
 * What was read for an answer that speaks of all documents: its certificate. "None" and "how many" are said only beside one.
 * `sections` is the sum of those that were read, withheld and failed.
 */
export interface Coverage {
  readonly documents: number;
  readonly sections: number;
  /** To their end. */
  readonly sectionsRead: number;
  /** By a guard. */
  readonly sectionsWithheld: number;
  /** At which the language model failed, so that nobody knows what they say. */
  readonly sectionsFailed: number;
  readonly sectionsMatching: number;
  /** Sentences, rows and items in these sections; absent of a summary. */
  readonly matches?: number;
  /** Pages without text, by the documents' receipts: what stands there was not read. */
  readonly pagesUnreadable: number;
  /** Ids of documents that were not read whole when they were added; those with such pages among them. */
  readonly documentsWithGaps: readonly string[];
  /** `words`, or the language model that has read. */
  readonly readBy: string;
  /** When a section matches, as a sentence. */
  readonly test: string;
  /** Every section was read, and no document has gaps. */
  readonly isComplete: boolean;
  /** In the order of their URIs. */
  readonly matching: readonly MatchingDocument[];
  /** The numbers as one sentence. */
  readonly statement: string;
}

/** Claims that stand under the same heading of a document. */
export interface ClaimGroup {
  readonly documentId: string;
  readonly title: string;
  /** Empty where there is no heading. */
  readonly headingPath: readonly string[];
  /** Indexes into the answer's claims, ascending. */
  readonly claims: readonly number[];
}
