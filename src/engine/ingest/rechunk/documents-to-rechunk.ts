import type { DocumentQuery, DocumentSummary, EmbeddingSpace } from "../../../core/index.ts";
import { isCutBy } from "../chunk/chunking-fingerprint.ts";
import type { IngestServices } from "../ingest-request.ts";

export interface ChunkingQuery extends DocumentQuery {
  /** Space whose tokens measure the chunks. Without it, chunks are compared by their chunker alone. */
  readonly space?: EmbeddingSpace | undefined;
}

interface CountServices {
  readonly chunkerFor: IngestServices["chunkerFor"];
  readonly store: Pick<IngestServices["store"], "chunkings">;
}

/** Counts the readable documents that are not cut as the settings say now. */
export async function countToRechunk(
  services: CountServices,
  query: ChunkingQuery,
  signal: AbortSignal,
): Promise<number> {
  const counts = await services.store.chunkings(query, signal);
  return counts
    .filter((count) => !isCutAsSet(services, count, query))
    .reduce((sum, { documents }) => sum + documents, 0);
}

/** Lists the documents that `countToRechunk` counts, by URI. Reads the list of the collection only if there are any. */
export async function listToRechunk(
  services: CountServices & { readonly store: Pick<IngestServices["store"], "listDocuments"> },
  query: ChunkingQuery,
  signal: AbortSignal,
): Promise<readonly DocumentSummary[]> {
  if ((await countToRechunk(services, query, signal)) === 0) return [];
  const summaries = await services.store.listDocuments(query, signal);
  return summaries.filter((summary) => !isCutAsSet(services, summary, query));
}

function isCutAsSet(
  { chunkerFor }: CountServices,
  document: Pick<DocumentSummary, "mediaType" | "chunkingFingerprint">,
  { space }: ChunkingQuery,
): boolean {
  return isCutBy(document, chunkerFor(document.mediaType), space);
}
