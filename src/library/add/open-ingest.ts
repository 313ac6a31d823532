import { defined, type IndexReader, MEGABYTE_BYTES, type Writer } from "../../core/index.ts";
import type { SyncServices } from "../../engine/ingest/index.ts";
import type { CallContext } from "../call/call-context.ts";
import type { LibrarySettings } from "../parts/lydian-parts.ts";
import { joinHalves } from "./join-halves.ts";

/** Part of a store and index that `ingest` and `sync` read. */
export interface IngestHalf {
  readonly store: SyncServices["store"];
  readonly index: Pick<IndexReader, "pendingVectors" | "statistics">;
}

/** Opens the services of `ingest` and `sync`. */
export async function openIngest(
  { parts, emit }: Pick<CallContext, "parts" | "emit">,
  { store, index, writer, ocr }: IngestHalf & { readonly writer: Writer; readonly ocr?: boolean },
): Promise<SyncServices> {
  return {
    ...parts,
    ...(await parts.loading(defined({ ocr }))),
    store,
    emit,
    index: joinHalves(index, writer),
    origins: writer,
    chunkerFor: await parts.chunkers(),
    embedder: await parts.embedder(),
  };
}

/** Returns the limits that the settings put on every document. */
export function limitsOf({ language, ingest }: LibrarySettings) {
  const { keepOriginals, maxFileMegabytes } = ingest;
  return { language, keepOriginals, maxFileBytes: maxFileMegabytes * MEGABYTE_BYTES };
}
