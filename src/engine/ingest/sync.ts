import type { AddOutcome, SourceReport } from "../../core/index.ts";
import {
  type DocumentSummary,
  everything,
  type Source,
  SourceNotFoundError,
  type SourceProblem,
} from "../../core/index.ts";
import { addDocuments } from "./add-documents.ts";
import { describeProblem } from "./describe-problem.ts";
import type { DocumentRequest } from "./ingest-request.ts";
import { isCurrent } from "./is-current.ts";
import { listForSync } from "./list-for-sync.ts";
import { createMetadataReader } from "./metadata/create-metadata-reader.ts";
import { planSync, type SyncPlan } from "./plan-sync.ts";
import { removeGone } from "./remove-gone.ts";
import type { SyncRequest, SyncServices } from "./sync-request.ts";

/**
 * Brings the documents of a source in step with it: lists it, takes out what has gone, and then reads what is new or
 * may have changed. The vectors are computed apart from it, see `embedPending`. A document that has moved keeps its id,
 * unless the sync is stopped in between. An abort throws the signal's reason; what was committed stays, and the same
 * call goes on from there.
 *
 * @returns what has gone first, then one outcome for each file that was read and is not as it was, then what failed; a
 *           page that says itself that it is no more is no failure
 * @throws {SourceUnavailableError} if the source can not be walked, or offers nothing although it owns documents
 * @throws {SourceNotFoundError} if it is forgotten meanwhile; what was committed before is the matter of whoever forgets it
 * @throws {StoreBusyError} or another error of the store, if something can not be committed
 */
export async function sync(services: SyncServices, request: SyncRequest, signal: AbortSignal): Promise<SourceReport> {
  const { source } = request;
  const stored = await services.store.listDocuments({ collection: source.collection, scope: everything }, signal);
  const documents = documentRequestOf(request);
  const current = (document: DocumentSummary) => isCurrent(services, documents, document);
  const listing = await listForSync(services, { source, stored, isCurrent: current }, signal);
  try {
    const plan = planSync({ source, stored, listing, isCurrent: current });
    const outcomes = await carryOut(services, { request, documents, plan }, signal);
    const failures = listing.problems.filter(isFailure).map((problem) => describeProblem(problem.label, problem));
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

/** A folder without documents is in step, and so is a site without a page that it still links to. */
const isFailure = ({ code, hasGone }: SourceProblem): boolean => code !== "no-match" && hasGone !== true;

/** The source is stored first, since its documents name it. */
async function carryOut(
  services: SyncServices,
  work: { readonly request: SyncRequest; readonly documents: DocumentRequest; readonly plan: SyncPlan },
  signal: AbortSignal,
): Promise<readonly AddOutcome[]> {
  const { request, documents, plan } = work;
  const { source, moves } = request;
  if (request.isKnown === true) await update(services, source, signal);
  else await services.origins.putSource(source, signal);
  const removed = await removeGone(services, { request: documents, gone: plan.gone }, signal);
  moves.add(plan.gone);
  services.emit({ type: "ingest-started", collection: source.collection, files: plan.read.length });
  const read = await addDocuments(services, { request: documents, sources: plan.read }, signal);
  await update(services, { ...source, syncedAt: new Date(services.clock.now()).toISOString() }, signal);
  const found = new Set(read.flatMap((outcome) => (outcome.outcome === "moved" ? [outcome.documentId] : [])));
  return [...removed.filter(({ documentId }) => !found.has(documentId)), ...read];
}

/** In one transaction, so that it never comes back once it was forgotten. */
async function update({ origins }: Pick<SyncServices, "origins">, source: Source, signal: AbortSignal): Promise<void> {
  if (await origins.updateSource(source, signal)) return;
  throw new SourceNotFoundError(`The source ${source.uri} was forgotten while it was brought in step.`, {
    hint: "Sync it again if it is to be a source.",
  });
}

function documentRequestOf({ source, isKnown: _, ...request }: SyncRequest): DocumentRequest {
  const { metadata, metadataRules, accessLabels } = source.options;
  const { collection, uri: owner } = source;
  const metadataOf = createMetadataReader(metadataRules, [source.uri]);
  return { ...request, collection, owner, metadata, metadataOf, accessLabels, embed: false };
}
