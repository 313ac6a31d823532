import type { AddReport } from "../../core/index.ts";
import { addDocuments } from "./add-documents.ts";
import { completeVectors } from "./complete-vectors.ts";
import type { IngestRequest, IngestServices } from "./ingest-request.ts";
import { type ListedSources, listSources } from "./list-sources.ts";

/**
 * Makes files findable: lists the sources, reads, guards, loads and chunks what has changed, commits it group by
 * group while the next ones load, so that its words are found at once. Then documents are cut again that wait for it,
 * and the vectors computed.
 *
 * A source that fails is an outcome and does not stop the others. An abort throws the signal's reason; what was
 * committed stays, and the same call goes on from there.
 *
 * @returns one outcome a source, files by URI, then the caller's documents in their order, then what was not offered;
 *           those of a container's members follow it
 * @throws {StoreBusyError} or another error of the store, if a group can not be committed
 * @throws {EmbeddingFailedError} if the embedder fails; the words are committed then
 */
export async function ingest(
  services: IngestServices,
  request: IngestRequest,
  signal: AbortSignal,
): Promise<AddReport> {
  const { collection } = request;
  const listed = await listSources(services, request, signal);
  const outcomes = await addListed(services, { request, listed }, signal).finally(() => listed.close());
  const { embedded: _, ...completion } = await completeVectors(services, request, signal);
  return { collection, outcomes: [...outcomes, ...listed.failures], ...completion };
}

function addListed(
  services: IngestServices,
  { request, listed }: { readonly request: IngestRequest; readonly listed: ListedSources },
  signal: AbortSignal,
) {
  const { sources, failures } = listed;
  services.emit({ type: "ingest-started", collection: request.collection, files: sources.length });
  for (const { outcome: _, ...failure } of failures) services.emit({ type: "document-failed", ...failure });
  return addDocuments(services, { request, sources }, signal);
}
