import type { DocumentSummary, Filter, Receipt, Warning } from "../../core/index.ts";
import type { CallOptions, ReadOptions } from "../call-options.ts";

export interface ListDocumentsOptions extends ReadOptions {
  readonly where?: string | Filter;
  /** Words of which each has to stand in the title or the URI, whatever its case and its letters' marks. */
  readonly text?: string;
}

export interface ReceiptsOptions extends ReadOptions {
  /** Ids, URIs, paths or the ends of them; a container stands for its members too. Default: all documents. */
  readonly documents?: readonly string[];
  readonly where?: string | Filter;
  /** True: only documents that somebody should look after. Default false. */
  readonly problems?: boolean;
}

export interface DocumentReceipt {
  readonly documentId: string;
  readonly uri: string;
  readonly title: string;
  /** With its near duplicates, if the document has a signature: one that an earlier version stored has none. */
  readonly receipt: Receipt;
}

export interface ReceiptsReport {
  readonly collection: string;
  /** Documents that fit, with those that `problems` leaves out. */
  readonly documents: number;
  readonly documentsWithProblems: number;
  /** In the order of the given names, else by URI. */
  readonly receipts: readonly DocumentReceipt[];
  readonly notFound: readonly string[];
  /** Of the collection: documents wait to be cut as the settings say. */
  readonly warnings: readonly Warning[];
}

/** The bytes that a document was read from. */
export interface OriginalFile {
  readonly document: DocumentSummary;
  readonly bytes: Uint8Array;
}

export interface RemoveOptions extends CallOptions {
  /** Overwrites the text in the store's files, also of what was removed or replaced before; see `Lydian.remove`. */
  readonly purge?: boolean;
}

export interface RemoveReport {
  readonly removed: readonly DocumentSummary[];
  readonly notFound: readonly string[];
}
