import type { DocumentSummary, Source, StoreReader, StoreWriter } from "../../core/index.ts";
import type { DocumentRequest, IngestServices } from "./ingest-request.ts";
import type { RememberedMoves } from "./sync/create-moves.ts";

export interface SyncServices extends IngestServices {
  readonly store: IngestServices["store"] & Pick<StoreReader, "readOriginal">;
  readonly origins: Pick<StoreWriter, "putOrigins" | "putSource" | "updateSource">;
  /** Tests whether there is still a loader with this id and version. */
  isCurrentLoader(loader: DocumentSummary["loader"]): boolean;
}

export interface SyncRequest
  extends Pick<DocumentRequest, "language" | "keepOriginals" | "maxFileBytes" | "password" | "isThere"> {
  readonly source: Source;
  /** True if the source is stored already. Then it is not stored again if it is removed meanwhile. Default false. */
  readonly isKnown?: boolean;
  /** Collects documents that disappeared from their place, so that they are recognised where they are now. */
  readonly moves: RememberedMoves;
}
