import type { AddOutcome, AddReport } from "../lydian.ts";
import { commitGroup } from "./commit-group.ts";
import { embedPending, mergeSegments } from "./embed/index.ts";
import { groupDocuments } from "./group-documents.ts";
import type { IngestRequest, IngestServices } from "./ingest-request.ts";
import { type ListedSources, listSources } from "./list-sources.ts";
import { mapAhead } from "./map-ahead.ts";
import { createMemberAllowance } from "./member-allowance.ts";
import type { Prepared } from "./prepare-document.ts";
import { prepareSource } from "./prepare-source.ts";
import { rememberMembers } from "./remember-members.ts";
import { workBehind } from "./work-behind.ts";

/** So that the loading and the chunking never wait for each other. */
const PREPARED_AHEAD = 4;

// Larger groups make fewer segments: from 256 chunks to 1,024, adding takes a fifth less time.
const GROUP_LIMITS = {
  firstChunks: 32,
  chunks: 1_024,
  originalBytes: 32_000_000,
  sources: 1_000,
  ageMs: 2_000,
};

/**
 * Makes files findable: lists the sources, reads, guards, loads and chunks what has changed, commits it group by
 * group while the next ones load, so that its words are found at once, and then computes the vectors.
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
  const outcomes = await ingestListed(services, { request, listed }, signal).finally(() => listed.close());

  const hasCollection = (await services.store.collection(collection, signal)) !== undefined;
  if (hasCollection && request.embed) await embedPending(services, request, signal);
  if (hasCollection && !request.embed) await mergeSegments(services, collection, signal);
  const chunksWithoutVectors = hasCollection ? await countPending(services, collection, signal) : 0;
  return { collection, outcomes: [...outcomes, ...listed.failures], chunksWithoutVectors };
}

async function ingestListed(
  services: IngestServices,
  { request, listed }: { readonly request: IngestRequest; readonly listed: ListedSources },
  signal: AbortSignal,
): Promise<readonly AddOutcome[]> {
  const { collection } = request;
  const { sources, failures } = listed;
  services.emit({ type: "ingest-started", collection, files: sources.length });
  for (const { outcome: _, ...failure } of failures) services.emit({ type: "document-failed", ...failure });

  const outcomes: AddOutcome[] = [];
  const storedMembers = rememberMembers(services.store, collection);
  const prepare = mapAhead(sources, PREPARED_AHEAD, (source) => {
    const work = { request, source, storedMembers, allowance: createMemberAllowance(), depth: 0 };
    return prepareSource(services, work, signal);
  });
  const groups = groupDocuments(flatten(prepare), GROUP_LIMITS);
  const commit = (group: readonly Prepared[]) => commitGroup(services, { request, group }, signal);
  for await (const committed of workBehind(groups, commit)) outcomes.push(...committed);
  return outcomes;
}

async function* flatten(lists: AsyncGenerator<readonly Prepared[]>): AsyncGenerator<Prepared> {
  for await (const list of lists) yield* list;
}

async function countPending(
  { index, embedder }: IngestServices,
  collection: string,
  signal: AbortSignal,
): Promise<number> {
  const pending = await index.pendingVectors(collection, embedder.space, signal);
  return pending.reduce((sum, segment) => sum + segment.chunkIds.length, 0);
}
