import type { AddReport, DocumentInput, FailedFile } from "../../core/index.ts";
import type { CallGroup } from "../call/call-group.ts";
import type { CallOptions, ReadOptions } from "../call/call-options.ts";
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
   *
   * @example
   * const memo = { uri: "memo:keys", content: "The keys hang on the board." };
   * const { outcomes } = await lydian.add(["handbook", memo]);
   * console.log(outcomes.filter(({ outcome }) => outcome === "failed").length); // 0
   */
  add(sources: OneOrMore<string | DocumentInput>, options?: AddOptions): Promise<AddReport>;

  /**
   * Syncs the collection with folders or web addresses, which become its sources. Adds new documents, reads changed
   * ones again, removes those that are gone, and keeps the ids of moved ones. Without names, syncs all sources. A
   * source that fails does not stop the others.
   *
   * @example
   * const { sources } = await lydian.sync("handbook/policies", { accessLabels: ["staff"] });
   * for (const { source, outcomes } of sources) console.log(source, outcomes.length); // file:///…/handbook/policies/ 6
   */
  sync(sources?: string | readonly string[], options?: SyncOptions): Promise<SyncReport>;

  /**
   * Syncs folders, and again whenever they change, until the signal is aborted. Deleted files are removed at once; new
   * and changed ones are read after a short quiet period. Failures are reported to listeners and retried.
   *
   * @throws {SourceUnavailableError} if a folder that was never synced does not exist
   *
   * @example
   * const stop = new AbortController();
   * process.once("SIGINT", () => stop.abort());
   * await lydian.watch("handbook/policies", { signal: stop.signal });
   */
  watch(folders: string | readonly string[], options?: WatchOptions): Promise<void>;

  /**
   * Returns the receipts of documents, with the documents that say nearly the same.
   *
   * @example
   * const { receipts } = await lydian.receipts({ problems: true });
   * for (const { receipt } of receipts) console.log(receipt.warnings[0]?.message); // Page 3 has no text: …
   */
  receipts(options?: ReceiptsOptions): Promise<ReceiptsReport>;

  /**
   * Returns the files that were not added, by URI, until they are added or gone; at most the latest 1,000.
   *
   * @example
   * const failed = await lydian.failedFiles();
   * console.log(failed.length, "files were not added"); // 0 files were not added
   */
  failedFiles(options?: ReadOptions): Promise<readonly FailedFile[]>;

  /**
   * Computes missing vectors, and rechunks documents that the settings require to be cut again.
   *
   * @example
   * await lydian.add("handbook/laboratory.md", { embed: false }); // is found by its words at once
   * const { chunksWithoutVectors } = await lydian.embed();
   * console.log(chunksWithoutVectors); // 0
   */
  embed(options?: CallOptions): Promise<EmbedReport>;

  /**
   * Moves a collection to the configured embedding model. The new vectors are computed beside the old ones, which stay
   * in use, and are swapped in all at once.
   *
   * @example
   * const { from, to, swapped } = await lydian.reindex();
   * console.log(swapped ? `${from} was replaced by ${to}` : `${to} stays`); // bge-small-en-v1.5-int8 stays
   */
  reindex(options?: ReindexOptions): Promise<ReindexReport>;

  /**
   * Lists the sources by URI, including watched ones that were never synced.
   *
   * @example
   * for (const { uri, documents } of await lydian.sources()) console.log(uri, documents); // file:///…/policies/ 6
   */
  sources(options?: CallOptions): Promise<readonly SourceStatus[]>;

  /**
   * Removes a source with its documents.
   *
   * @throws {SourceNotFoundError} if the collection has no source of this URI or path
   *
   * @example
   * const { removed } = await lydian.removeSource("handbook/policies");
   * console.log(removed.length, "documents went with it"); // 6 documents went with it
   */
  removeSource(source: string, options?: RemoveSourceOptions): Promise<RemoveSourceReport>;
}

export const ingestCalls: CallGroup<IngestCalls, SearchContext> = {
  load: () => import("./index.ts"),
  names: ["add", "sync", "watch", "receipts", "failedFiles", "embed", "reindex", "sources", "removeSource"],
};
