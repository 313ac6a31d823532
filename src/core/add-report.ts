import type { Metadata, Receipt } from "./schemas/document.ts";

/** A document that the caller holds, instead of a file. Its kind is found by content, and by the URI's ending. */
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
      /** It is where nothing was, and is a document that was elsewhere: that has kept its id. */
      readonly uri: string;
      readonly outcome: "moved";
      /** The URI that it had before. */
      readonly from: string;
      readonly documentId: string;
      readonly receipt: Receipt;
    }
  | {
      /** A container without text of its own; each of its members has an outcome of its own after it. */
      readonly uri: string;
      readonly outcome: "opened";
      readonly members: number;
      /** Those that did not fail. */
      readonly membersRead: number;
    }
  | {
      /** A member that its container no longer has, or what a source no longer offers. */
      readonly uri: string;
      readonly outcome: "removed";
      readonly documentId: string;
    }
  | {
      readonly uri: string;
      readonly outcome: "failed";
      readonly code: string;
      readonly message: string;
      readonly hint?: string;
    };

/** One outcome a file, in the order of the sources; those of a container's members follow it. */
export interface AddReport {
  readonly collection: string;
  readonly outcomes: readonly AddOutcome[];
  /** Stored documents that were cut again, since a setting or the chunker has changed, or their vectors are there now. */
  readonly rechunked: number;
  /** Live chunks that still wait for their vectors. */
  readonly chunksWithoutVectors: number;
  /** Documents that still wait to be cut as the settings say. */
  readonly documentsToRechunk: number;
}

/** What became of one source. */
export interface SourceReport {
  /** Its URI. */
  readonly source: string;
  /** What has changed, and what failed: the source itself with the code `source-unavailable`, or `source-not-found` where it was forgotten meanwhile. */
  readonly outcomes: readonly AddOutcome[];
  /** Files that are as they were. */
  readonly unchanged: number;
  /** Files that belong to another source, and were left alone. */
  readonly ownedElsewhere: number;
}
