import type { AddOutcome } from "../../core/index.ts";
import { commitGroup } from "./commit-group.ts";
import { groupDocuments } from "./group-documents.ts";
import type { DocumentRequest, IngestServices } from "./ingest-request.ts";
import type { Source } from "./list-sources.ts";
import { mapAhead } from "./map-ahead.ts";
import { createMemberAllowance } from "./member-allowance.ts";
import type { Prepared } from "./prepare-document.ts";
import { prepareSource } from "./prepare-source.ts";
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
 * Reads, guards, loads and chunks what has changed of the sources, and commits it group by group while the next ones
 * load, so that its words are found at once.
 *
 * @returns one outcome a source, in their order; those of a container's members follow it
 */
export async function addDocuments(
  services: IngestServices,
  { request, sources }: { readonly request: DocumentRequest; readonly sources: readonly Source[] },
  signal: AbortSignal,
): Promise<readonly AddOutcome[]> {
  const outcomes: AddOutcome[] = [];
  const prepare = mapAhead(sources, PREPARED_AHEAD, (source) => {
    const work = { request, source, allowance: createMemberAllowance(), depth: 0 };
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
