import type { Metadata, Receipt } from "./schemas/document.ts";

/** A document from the caller instead of a file. Its kind is determined from the content and the URI's extension. */
export interface DocumentInput {
  readonly uri: string;
  readonly content: string | Uint8Array;
  readonly title?: string;
  readonly metadata?: Metadata;
}

export type AddOutcome =
  | {
      readonly uri: string;
      readonly outcome: "added" | "updated" | "skipped";
      readonly documentId: string;
      readonly receipt: Receipt;
    }
  | {
      /** The document moved to this URI and kept its id. */
      readonly uri: string;
      readonly outcome: "moved";
      /** URI that the document had before it moved. */
      readonly from: string;
      readonly documentId: string;
      readonly receipt: Receipt;
    }
  | {
      /** A container without its own text. The outcomes of its members follow. */
      readonly uri: string;
      readonly outcome: "opened";
      readonly members: number;
      /** Number of members that did not fail. */
      readonly membersRead: number;
    }
  | {
      /** A member that is no longer in its container, or a document that is no longer in its source. */
      readonly uri: string;
      readonly outcome: "removed";
      readonly documentId: string;
      /** Access labels that the document had. */
      readonly accessLabels: readonly string[];
    }
  | {
      readonly uri: string;
      readonly outcome: "failed";
      readonly code: string;
      readonly message: string;
      readonly hint?: string;
    };

/** One outcome per file, in the order of the sources. The outcomes of a container's members follow it. */
export interface AddReport {
  readonly collection: string;
  readonly outcomes: readonly AddOutcome[];
  /**
   * Number of stored documents that were cut into chunks again, because a setting or the chunker changed or their
   * vectors now exist.
   */
  readonly rechunked: number;
  /** Number of live chunks without vectors. */
  readonly chunksWithoutVectors: number;
  /** Number of documents that still have outdated chunks. */
  readonly documentsToRechunk: number;
}

/** Result of syncing one source. */
export interface SourceReport {
  /** URI of the source. */
  readonly source: string;
  /**
   * Changes and failures. The source itself fails with `source-unavailable`, or with `source-not-found` if it was
   * removed meanwhile.
   */
  readonly outcomes: readonly AddOutcome[];
  /** Number of unchanged files. */
  readonly unchanged: number;
  /** Number of files skipped because another source owns them. */
  readonly ownedElsewhere: number;
}
