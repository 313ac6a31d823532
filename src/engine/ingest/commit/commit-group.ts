import { type AddOutcome, type DocumentOrigin, fallbackLanguage } from "../../../core/index.ts";
import { carryVectors } from "../embed/carry-vectors.ts";
import type { DocumentRequest, IngestContext } from "../ingest-request.ts";
import type { GoneDocument, PreparedDocument, ReadyDocument } from "../load/prepare-document.ts";
import { placesOf } from "../member-uri.ts";

/**
 * Commits the documents of a group in one transaction. Documents that have only moved get a transaction of their own,
 * so that they keep their vectors. A document that disappears during the commit is removed again.
 *
 * @returns the outcome of each source that is still there, in their order
 */
export async function commitGroup(
  context: IngestContext,
  group: readonly PreparedDocument[],
  signal: AbortSignal,
): Promise<readonly AddOutcome[]> {
  const present = group.filter((prepared) => prepared.kind !== "ready" || isThere(context.request, prepared));
  const isMoved = (prepared: PreparedDocument) => prepared.kind === "ready" && prepared.outcome === "moved";
  await commitAll(
    context,
    present.filter((prepared) => !isMoved(prepared)),
    signal,
  );
  await commitMoved(context, present.filter(isMoved), signal);

  const late = await removeLate(context, present, signal);
  const remaining = present.filter((prepared) => prepared.kind !== "ready" || !late.has(prepared));
  await storeOrigins(context, remaining, signal);
  return remaining.flatMap(outcomesOf);
}

/** Tests whether the file of a document, or a container that holds it, is still where it was listed. */
function isThere(request: DocumentRequest, { indexed }: ReadyDocument): boolean {
  if (request.isThere === undefined) return true;
  return placesOf(indexed.document.uri).some((place) => request.isThere?.(place) === true);
}

/** Commits a group's documents and removals. Returns the id of the new segment, if there is one. */
async function commitAll(
  { services: { index, emit }, request }: IngestContext,
  group: readonly PreparedDocument[],
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

function goneOf(prepared: PreparedDocument): readonly GoneDocument[] {
  if (prepared.kind === "gone") return [prepared];
  return prepared.kind === "ready" ? (prepared.former ?? []) : [];
}

async function commitMoved(
  context: IngestContext,
  group: readonly PreparedDocument[],
  signal: AbortSignal,
): Promise<void> {
  const segmentId = await commitAll(context, group, signal);
  if (segmentId === undefined) return;
  const chunks = group.filter((prepared) => prepared.kind === "ready").flatMap(chunksWithFormerTitle);
  await carryVectors(context.services, { collection: context.request.collection, segmentId, chunks }, signal);
}

/** Returns chunks with the title under which their vectors were computed: the one that the document had before. */
function chunksWithFormerTitle({ indexed, previous }: ReadyDocument) {
  const { title } = previous ?? indexed.document;
  return Array.from(indexed.chunks, (chunk) => ({ ...chunk, title }));
}

/**
 * Removes documents whose files disappeared during the commit. The watch could not remove them, since they were not
 * stored yet.
 */
async function removeLate(
  { services: { index, emit }, request }: IngestContext,
  group: readonly PreparedDocument[],
  signal: AbortSignal,
): Promise<ReadonlySet<PreparedDocument>> {
  const ready = group.filter((prepared) => prepared.kind === "ready");
  const late = ready.filter((prepared) => !isThere(request, prepared));
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

async function storeOrigins(
  { services, request }: IngestContext,
  group: readonly PreparedDocument[],
  signal: AbortSignal,
): Promise<void> {
  const origins = group.flatMap(newOrigins);
  if (origins.length > 0) await services.origins.putOrigins(request.collection, origins, signal);
}

function newOrigins(prepared: PreparedDocument): readonly DocumentOrigin[] {
  if (prepared.kind === "complete") return prepared.origins;
  const hasNews = prepared.kind === "settled" && prepared.isNews === true && prepared.origin !== undefined;
  return hasNews ? [prepared.origin] : [];
}

function outcomesOf(prepared: PreparedDocument): readonly AddOutcome[] {
  if (prepared.kind === "complete") return [];
  if (prepared.kind !== "ready") return [prepared.outcome];
  const { outcome, previous, indexed } = prepared;
  const { uri, id: documentId, receipt } = indexed.document;
  const document: AddOutcome =
    outcome === "moved"
      ? { uri, documentId, receipt, outcome, from: previous?.uri ?? uri }
      : { uri, documentId, receipt, outcome };
  return [document, ...goneOf(prepared).map((gone) => gone.outcome)];
}
