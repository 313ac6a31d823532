import {
  type DocumentSummary,
  defined,
  everything,
  type KnownVersion,
  type ListProgress,
  type Source,
  type SourceListing,
} from "../../../core/index.ts";
import type { SyncServices } from "../sync-request.ts";

/** A source, and the stored documents of its collection. */
export interface ListRequest {
  readonly source: Source;
  readonly stored: readonly DocumentSummary[];
  isCurrent(document: DocumentSummary): boolean;
}

/** Lists a source. The reader can look up which version is stored, so that an unchanged page is not fetched again. */
export function listForSync(
  { sources, store, emit }: Pick<SyncServices, "sources" | "store" | "emit">,
  { source, stored, isCurrent }: ListRequest,
  signal: AbortSignal,
): Promise<SourceListing> {
  const byUri = new Map(stored.map((document) => [document.uri, document]));
  const known = async (uri: string): Promise<KnownVersion | undefined> => {
    const document = byUri.get(uri);
    const { revision } = document ?? {};
    if (document === undefined || revision === undefined) return undefined;
    const belongsToOther = document.source !== undefined && document.source !== source.uri;
    // A document that must be read again needs its bytes. A document that another source owns is never read.
    if (!belongsToOther && (document.source === undefined || !isCurrent(document))) return undefined;
    const reference = { collection: source.collection, scope: everything, document: document.id };
    return { revision, readOriginal: (stop) => store.readOriginal(reference, stop) };
  };
  const onProgress = (progress: ListProgress) => emit({ type: "pages-fetched", ...progress });
  return sources.list([source.uri], defined({ known, onProgress, depth: source.options.depth }), signal);
}
