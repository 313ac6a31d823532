import type { AddOutcome } from "../../core/index.ts";
import { type DocumentOrigin, fallbackLanguage } from "../../core/index.ts";
import { carryVectors } from "./embed/carry-vectors.ts";
import type { DocumentRequest, IngestServices } from "./ingest-request.ts";
import { isThere } from "./is-there.ts";
import type { GoneDocument, Prepared, ReadyDocument } from "./prepare-document.ts";

type CommitServices = Pick<IngestServices, "index" | "store" | "embedder" | "origins" | "emit">;

interface GroupWork {
  readonly request: DocumentRequest;
  readonly group: readonly Prepared[];
}

/**
 * Commits the documents of a group in one transaction; those that have only moved in one of their own, so that they
 * keep their vectors.
 *
 * What has gone while it was committed is taken out again.
 *
 * @returns the outcome of each source that is still there, in their order
 */
export async function commitGroup(
  services: CommitServices,
  { request, group }: GroupWork,
  signal: AbortSignal,
): Promise<readonly AddOutcome[]> {
  const there = group.filter((prepared) => prepared.kind !== "ready" || isThere(request, prepared.indexed.document));
  const isMoved = (prepared: Prepared) => prepared.kind === "ready" && prepared.outcome === "moved";
  await commitAll(services, { request, group: there.filter((prepared) => !isMoved(prepared)) }, signal);
  await commitMoved(services, { request, group: there.filter(isMoved) }, signal);
  const late = await removeLate(services, { request, group: there }, signal);
  const kept = there.filter((prepared) => prepared.kind !== "ready" || !late.has(prepared));
  await noteOrigins(services, { request, group: kept }, signal);
  return kept.flatMap(outcomesOf);
}

/** Answers the new segment's id, if there is one. */
async function commitAll(
  { index, emit }: CommitServices,
  { request, group }: GroupWork,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { collection } = request;
  const language = fallbackLanguage(request.language);
  const add = group.flatMap((prepared) => (prepared.kind === "ready" ? [prepared.indexed] : []));
  const gone = group.flatMap(goneOf);
  const removeIds = gone.map(({ outcome }) => outcome.documentId);
  if (add.length + removeIds.length === 0) return undefined;
  const { segmentId } = await index.commit({ collection, language, add, removeIds }, signal);
  for (const { document } of add) {
    emit({ type: "document-committed", uri: document.uri, documentId: document.id, receipt: document.receipt });
  }
  for (const { outcome } of gone) {
    emit({ type: "document-removed", uri: outcome.uri, documentId: outcome.documentId });
  }
  return segmentId;
}

function goneOf(prepared: Prepared): readonly GoneDocument[] {
  if (prepared.kind === "gone") return [prepared];
  return prepared.kind === "ready" ? (prepared.former ?? []) : [];
}

async function commitMoved(services: CommitServices, work: GroupWork, signal: AbortSignal): Promise<void> {
  const segmentId = await commitAll(services, work, signal);
  if (segmentId === undefined) return;
  const moved = work.group.filter((prepared) => prepared.kind === "ready").map(chunksWithTheirTitle);
  await carryVectors(services, { collection: work.request.collection, segmentId, chunks: moved.flat() }, signal);
}

/** Whoever removed the others could not know of these. */
async function removeLate(
  { index, emit }: CommitServices,
  { request, group }: GroupWork,
  signal: AbortSignal,
): Promise<ReadonlySet<Prepared>> {
  const ready = group.filter((prepared) => prepared.kind === "ready");
  const late = ready.filter(({ indexed }) => !isThere(request, indexed.document));
  if (late.length === 0) return new Set();
  const { collection } = request;
  const language = fallbackLanguage(request.language);
  const removeIds = late.map(({ indexed }) => indexed.document.id);
  await index.commit({ collection, language, add: [], removeIds }, signal);
  for (const { indexed } of late) {
    emit({ type: "document-removed", uri: indexed.document.uri, documentId: indexed.document.id });
  }
  return new Set(late);
}

/** The vectors were computed of the title that the document had before. */
function chunksWithTheirTitle({ indexed, previous }: ReadyDocument) {
  const { title } = previous ?? indexed.document;
  return indexed.chunks.map((chunk) => ({ ...chunk, title }));
}

async function noteOrigins({ origins }: CommitServices, { request, group }: GroupWork, signal: AbortSignal) {
  const news = group.flatMap(newOrigins);
  if (news.length > 0) await origins.putOrigins(request.collection, news, signal);
}

function newOrigins(prepared: Prepared): readonly DocumentOrigin[] {
  if (prepared.kind === "complete") return prepared.origins;
  return prepared.kind === "settled" && prepared.isNews === true && prepared.origin !== undefined
    ? [prepared.origin]
    : [];
}

function outcomesOf(prepared: Prepared): readonly AddOutcome[] {
  if (prepared.kind === "complete") return [];
  if (prepared.kind !== "ready") return [prepared.outcome];
  const { uri, id, receipt } = prepared.indexed.document;
  const known = { uri, documentId: id, receipt };
  const { outcome, previous } = prepared;
  const own = outcome === "moved" ? { ...known, outcome, from: previous?.uri ?? uri } : { ...known, outcome };
  return [own, ...goneOf(prepared).map((gone) => gone.outcome)];
}
