import type { DocumentSummary, Source, StoreReader, StoreWriter } from "../../core/index.ts";
import type { RememberedMoves } from "./create-moves.ts";
import type { DocumentRequest, IngestServices } from "./ingest-request.ts";

export interface SyncServices extends IngestServices {
  readonly store: IngestServices["store"] & Pick<StoreReader, "readOriginal">;
  readonly origins: Pick<StoreWriter, "putOrigins" | "putSource" | "updateSource">;
  /** Whether a document that this loader has read would be read by the same one now. */
  isCurrentLoader(loader: DocumentSummary["loader"]): boolean;
}

export interface SyncRequest
  extends Pick<DocumentRequest, "language" | "keepOriginals" | "maxFileBytes" | "password" | "isThere"> {
  readonly source: Source;
  /** Whether the collection had it already: then it is not brought back where it is forgotten meanwhile. Default false. */
  readonly isKnown?: boolean;
  /** Where documents go that have gone from where they were, so that they are known again. */
  readonly moves: RememberedMoves;
}
