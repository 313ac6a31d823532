import type { EmbeddingSpace } from "../schemas/collection.ts";
import type { Source } from "../source.ts";
import type { IndexedDocument } from "./search-index.ts";
import type { IndexState, StoreReader } from "./store.ts";

/** What of a document can not be read any more. */
export type DocumentLoss = "text" | "metadata" | "elements" | "locations" | "chunks" | "original";

/** A document as far as it can be read. */
export interface SalvagedDocument {
  readonly documentId: string;
  readonly uri: string;
  /** Absent without its text, or without its metadata and access labels: it must not be shown to others than before. */
  readonly indexed?: IndexedDocument;
  readonly lost: readonly DocumentLoss[];
}

/** A store that may be damaged anywhere: what can not be read is left out, and counted. Nobody else has it open. */
export interface DamagedStore {
  readonly collections: readonly { readonly name: string; readonly space?: EmbeddingSpace }[];
  sources(collection: string): readonly Source[];
  /** In the order in which they were stored; chunks whose text was damaged have that of the document. */
  documents(collection: string): Iterable<SalvagedDocument>;
  /** Without segments where none can be read. */
  indexState(collection: string): IndexState;
  readonly readBlocks: StoreReader["readBlocks"];
  /** Rows that were leapt over until now; where a part of the file has gone, one leap may be over many. */
  leaps(): number;
  close(): void;
}
