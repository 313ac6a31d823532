import {
  type AddOutcome,
  type DocumentSummary,
  everything,
  type Source,
  SourceNotFoundError,
  type SourceProblem,
  type SourceReport,
} from "../../core/index.ts";
import { removeGone } from "./commit/remove-gone.ts";
import { describeProblem } from "./describe-failure.ts";
import { guardVersion } from "./guard-version.ts";
import { addSources } from "./ingest.ts";
import type { DocumentRequest } from "./ingest-request.ts";
import { createMetadataReader } from "./metadata/create-metadata-reader.ts";
import { isCurrent } from "./sync/is-current.ts";
import { listForSync } from "./sync/list-for-sync.ts";
import { planSync, type SyncPlan } from "./sync/plan-sync.ts";
import type { SyncRequest, SyncServices } from "./sync-request.ts";

/**
 * Syncs the stored documents of a source with what it offers: lists it, removes what is gone, then reads what is new or
 * may have changed. Vectors are computed separately, see `embedPending`. A document that has moved keeps its id, unless
 * the sync is stopped in between. An abort throws the signal's reason; committed work stays, and the same call
 * continues from there.
 *
 * @returns removed documents first, then one outcome for each file that was read and has changed, then failures. A page
 *          that says itself that it is gone does not count as a failure
 * @throws {SourceUnavailableError} if the source cannot be listed, or offers nothing although it owns documents
 * @throws {SourceNotFoundError} if the source is removed meanwhile; documents committed until then are not removed here
 * @throws {StoreBusyError} or another error of the store, if a commit fails
 */
export async function sync(services: SyncServices, request: SyncRequest, signal: AbortSignal): Promise<SourceReport> {
  const { source } = request;
  const stored = await services.store.listDocuments({ collection: source.collection, scope: everything }, signal);
  const documents = documentRequestOf(request);
  const guardedBy = await guardVersion(services.guard);
  const isUpToDate = (document: DocumentSummary) => isCurrent(services, guardedBy, documents, document);

  const listing = await listForSync(services, { source, stored, isCurrent: isUpToDate }, signal);
  try {
    const plan = planSync({ source, stored, listing, isCurrent: isUpToDate });
    const outcomes = await carryOut(services, request, documents, plan, signal);

    const failures = listing.problems
      .filter(isFailure)
      .map((problem) => describeProblem(problem.uri ?? problem.label, problem));
    for (const { outcome: _, ...failure } of failures) services.emit({ type: "document-failed", ...failure });

    const changes = outcomes.filter(({ outcome }) => outcome !== "skipped");
    return {
      source: source.uri,
      outcomes: [...changes, ...failures],
      unchanged: plan.unchanged + outcomes.length - changes.length,
      ownedElsewhere: plan.ownedElsewhere,
    };
  } finally {
    await listing.close?.();
  }
}

/** A folder without documents is not a failure, nor is a page that reports that it is gone. */
const isFailure = ({ code, hasGone }: SourceProblem): boolean => code !== "no-match" && hasGone !== true;

/** Carries out the plan. The source is stored first, since its documents name it. */
async function carryOut(
  services: SyncServices,
  request: SyncRequest,
  documents: DocumentRequest,
  plan: SyncPlan,
  signal: AbortSignal,
): Promise<readonly AddOutcome[]> {
  const { source, moves } = request;
  if (request.isKnown === true) await updateSource(services, source, signal);
  else await services.origins.putSource(source, signal);

  const removed = await removeGone(services, { request: documents, gone: plan.gone }, signal);
  moves.add(plan.gone);

  services.emit({ type: "ingest-started", collection: source.collection, files: plan.read.length });
  const added = await addSources({ services, request: documents }, plan.read, signal);
  await updateSource(services, { ...source, syncedAt: new Date(services.clock.now()).toISOString() }, signal);

  const movedIds = new Set(added.flatMap((outcome) => (outcome.outcome === "moved" ? [outcome.documentId] : [])));
  return [...removed.filter(({ documentId }) => !movedIds.has(documentId)), ...added];
}

/** Updates the source only if it is still stored, in one transaction: a removed source never comes back. */
async function updateSource(
  { origins }: Pick<SyncServices, "origins">,
  source: Source,
  signal: AbortSignal,
): Promise<void> {
  if (await origins.updateSource(source, signal)) return;
  throw new SourceNotFoundError(`The source ${source.uri} was removed during its sync.`, {
    hint: "Sync it again to make it a source again.",
  });
}

function documentRequestOf({ source, isKnown: _, ...request }: SyncRequest): DocumentRequest {
  const { metadata, metadataRules, accessLabels } = source.options;
  const { collection, uri: owner } = source;
  const metadataOf = createMetadataReader(metadataRules, [source.uri]);
  return { ...request, collection, owner, metadata, metadataOf, accessLabels, embed: false };
}
