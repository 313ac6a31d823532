import { embedPending, mergeSegments } from "./embed/index.ts";
import type { DocumentRequest, IngestServices } from "./ingest-request.ts";

/**
 * Computes the vectors that a collection lacks, unless they are to wait, and merges.
 *
 * @returns how many live chunks are without
 */
export async function completeVectors(
  services: IngestServices,
  { collection, embed }: Pick<DocumentRequest, "collection" | "embed">,
  signal: AbortSignal,
): Promise<number> {
  if ((await services.store.collection(collection, signal)) === undefined) return 0;
  if (embed) await embedPending(services, { collection }, signal);
  else await mergeSegments(services, collection, signal);
  const pending = await services.index.pendingVectors(collection, services.embedder.space, signal);
  return pending.reduce((sum, segment) => sum + segment.chunkIds.length, 0);
}
