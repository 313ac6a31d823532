import {
  type DocumentSummary,
  everything,
  type KnownVersion,
  type ListProgress,
  type Source,
  type SourceListing,
} from "../../core/index.ts";
import type { SyncServices } from "./sync-request.ts";

interface ListWork {
  readonly source: Source;
  readonly stored: readonly DocumentSummary[];
  isCurrent(document: DocumentSummary): boolean;
}

/** Lists a source and tells it what is stored of it, so that an unchanged page is not fetched again. */
export function listForSync(
  { sources, store, emit }: Pick<SyncServices, "sources" | "store" | "emit">,
  { source, stored, isCurrent }: ListWork,
  signal: AbortSignal,
): Promise<SourceListing> {
  const byUri = new Map(stored.map((document) => [document.uri, document]));
  const known = async (uri: string): Promise<KnownVersion | undefined> => {
    const document = byUri.get(uri);
    const { revision } = document ?? {};
    if (document === undefined || revision === undefined) return undefined;
    const isOthers = document.source !== undefined && document.source !== source.uri;
    // What must be read again needs its bytes; what another source owns is never read.
    if (!isOthers && (document.source === undefined || !isCurrent(document))) return undefined;
    const reference = { collection: source.collection, scope: everything, document: document.id };
    return { revision, readOriginal: (stop) => store.readOriginal(reference, stop) };
  };
  const { depth } = source.options;
  const onProgress = (progress: ListProgress) => emit({ type: "pages-fetched", ...progress });
  return sources.list([source.uri], { known, onProgress, ...(depth === undefined ? {} : { depth }) }, signal);
}
