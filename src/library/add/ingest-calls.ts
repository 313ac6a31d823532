import type { AddReport, DocumentInput } from "../../core/index.ts";
import type { CallGroup } from "../call/call-group.ts";
import type { CallOptions } from "../call/call-options.ts";
import type { SearchContext } from "../search/open-search.ts";
import type { AddOptions, EmbedReport, OneOrMore } from "./add.ts";
import type { ReceiptsOptions, ReceiptsReport } from "./receipts.ts";
import type { ReindexOptions, ReindexReport } from "./reindex-collection.ts";
import type { RemoveSourceOptions, RemoveSourceReport, SourceStatus } from "./sources.ts";
import type { SyncOptions, SyncReport } from "./sync-sources.ts";
import type { WatchOptions } from "./watch-folders.ts";

/** Sources and ingestion. */
export interface IngestCalls {
  /**
   * Adds files, folders, globs, web addresses (`https://…`), or documents that the caller has. A file that
   * fails does not stop the others.
   */
  add(sources: OneOrMore<string | DocumentInput>, options?: AddOptions): Promise<AddReport>;

  /**
   * Syncs the collection with folders or web addresses, which become its sources. Adds new documents, reads changed
   * ones again, removes those that are gone, and keeps the ids of moved ones. Without names, syncs all sources. A
   * source that fails does not stop the others.
   */
  sync(sources?: string | readonly string[], options?: SyncOptions): Promise<SyncReport>;

  /**
   * Syncs folders, and again whenever they change, until the signal is aborted. Deleted files are removed at once; new
   * and changed ones are read after a short quiet period. Failures are reported to listeners and retried.
   *
   * @throws {SourceUnavailableError} if a folder that was never synced does not exist
   */
  watch(folders: string | readonly string[], options?: WatchOptions): Promise<void>;

  /** Returns the receipts of documents, with the documents that say nearly the same. */
  receipts(options?: ReceiptsOptions): Promise<ReceiptsReport>;

  /** Computes missing vectors, and rechunks documents that the settings require to be cut again. */
  embed(options?: CallOptions): Promise<EmbedReport>;

  /**
   * Moves a collection to the configured embedding model. The new vectors are computed beside the old ones, which stay
   * in use, and are swapped in all at once.
   */
  reindex(options?: ReindexOptions): Promise<ReindexReport>;

  /** Lists the sources by URI, including watched ones that were never synced. */
  sources(options?: CallOptions): Promise<readonly SourceStatus[]>;

  /**
   * Removes a source with its documents.
   *
   * @throws {SourceNotFoundError} if the collection has no source of this URI or path
   */
  removeSource(source: string, options?: RemoveSourceOptions): Promise<RemoveSourceReport>;
}

export const ingestCalls: CallGroup<IngestCalls, SearchContext> = {
  load: () => import("./index.ts"),
  names: ["add", "sync", "watch", "receipts", "embed", "reindex", "sources", "removeSource"],
};
