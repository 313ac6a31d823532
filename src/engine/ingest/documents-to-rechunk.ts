import { type DocumentSummary, type EmbeddingSpace, everything } from "../../core/index.ts";
import { isCutBy } from "./chunking-fingerprint.ts";
import type { IngestServices } from "./ingest-request.ts";

interface Chunking {
  readonly collection: string;
  /** Whose tokens measure the chunks; left out, chunks are compared by their chunker alone. */
  readonly space?: EmbeddingSpace | undefined;
}

type Services = Pick<IngestServices, "chunkerFor"> & { readonly store: Pick<IngestServices["store"], "chunkings"> };

/** How many documents are cut otherwise than the settings say now. */
export async function countToRechunk(services: Services, chunking: Chunking, signal: AbortSignal): Promise<number> {
  const counts = await services.store.chunkings(chunking.collection, signal);
  return counts
    .filter((count) => !isCutAsSet(services, count, chunking))
    .reduce((sum, { documents }) => sum + documents, 0);
}

/** The same documents, by URI; the collection is listed only if there are any. */
export async function listToRechunk(
  services: Services & { readonly store: Pick<IngestServices["store"], "listDocuments"> },
  chunking: Chunking,
  signal: AbortSignal,
): Promise<readonly DocumentSummary[]> {
  if ((await countToRechunk(services, chunking, signal)) === 0) return [];
  const query = { collection: chunking.collection, scope: everything };
  const summaries = await services.store.listDocuments(query, signal);
  return summaries.filter((summary) => !isCutAsSet(services, summary, chunking));
}

function isCutAsSet(
  { chunkerFor }: Services,
  document: Pick<DocumentSummary, "mediaType" | "chunkingFingerprint">,
  { space }: Chunking,
): boolean {
  return isCutBy(document, chunkerFor(document.mediaType), space);
}
