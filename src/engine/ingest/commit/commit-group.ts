import {
  type AddOutcome,
  type DocumentOrigin,
  fallbackLanguage,
  InvalidArgumentError,
  LydianError,
  WriterStoppedError,
} from "../../../core/index.ts";
import { describeFailure, type FailedOutcome, readStack } from "../describe-failure.ts";
import { carryVectors } from "../embed/carry-vectors.ts";
import type { DocumentRequest, IngestContext } from "../ingest-request.ts";
import {
  type GoneDocument,
  type PreparedDocument,
  type ReadyDocument,
  reportFailure,
} from "../load/prepare-document.ts";
import { placesOf } from "../member-uri.ts";

/** Documents whose commit failed, with the outcome of each. */
type FailedCommits = ReadonlyMap<PreparedDocument, FailedOutcome>;

type Commit = (context: IngestContext, group: readonly PreparedDocument[], signal: AbortSignal) => Promise<unknown>;

/**
 * Commits the documents of a group in one transaction. Documents that have only moved get a separate transaction,
 * so that they keep their vectors. A document that makes the commit fail is left out, and the others are committed
 * without it. A document that disappears during the commit is removed again.
 *
 * @param failedIds  ids of the documents of this call whose commit failed; those of this group are added
 * @returns the outcome of each source that is still there, in their order
 */
export async function commitGroup(
  context: IngestContext,
  group: readonly PreparedDocument[],
  failedIds: Set<string>,
  signal: AbortSignal,
): Promise<readonly AddOutcome[]> {
  const present = group.filter((prepared) => prepared.kind !== "ready" || isThere(context.request, prepared));
  const moved = present.filter((prepared) => prepared.kind === "ready" && prepared.outcome === "moved");
  const others = present.filter((prepared) => !moved.includes(prepared) && hasChanges(prepared));

  const failed: FailedCommits = new Map([
    ...(await commitApart(context, others, commitAll, signal)),
    ...(await commitApart(context, moved, commitMoved, signal)),
  ]);
  for (const prepared of failed.keys()) if (prepared.kind === "ready") failedIds.add(prepared.indexed.document.id);

  const committed = present.filter((prepared) => !failed.has(prepared));
  const late = await removeLate(context, committed, signal);
  const isStored = (prepared: PreparedDocument) => prepared.kind !== "ready" || !late.has(prepared);
  await storeOrigins(context, committed.filter(isStored), failedIds, signal);

  return present.filter(isStored).flatMap((prepared) => failed.get(prepared) ?? outcomesOf(prepared));
}

function hasChanges({ kind }: PreparedDocument): boolean {
  return kind === "ready" || kind === "gone";
}

/**
 * Commits a group. If one of its documents makes the commit fail, commits each half by itself, down to that document.
 *
 * @returns the failures, by document
 * @throws an error that is not the fault of a document, such as a full disk
 */
async function commitApart(
  context: IngestContext,
  group: readonly PreparedDocument[],
  commit: Commit,
  signal: AbortSignal,
): Promise<FailedCommits> {
  const [first] = group;
  if (first === undefined) return new Map();
  try {
    await commit(context, group, signal);
    return new Map();
  } catch (error) {
    signal.throwIfAborted();
    if (!mayBeFaultOfDocument(error)) throw error;
    if (group.length === 1) {
      if (first.kind !== "ready") throw error;
      const failure = describeFailure(first.indexed.document.uri, error);
      reportFailure(context.services, failure, readStack(error));
      return new Map([[first, failure]]);
    }
  }
  const middle = Math.ceil(group.length / 2);
  return new Map([
    ...(await commitApart(context, group.slice(0, middle), commit, signal)),
    ...(await commitApart(context, group.slice(middle), commit, signal)),
  ]);
}

/**
 * Tests for an unexpected error, a value that the store refuses, and a thread that a document's data may have ended.
 */
function mayBeFaultOfDocument(error: unknown): boolean {
  return (
    !(error instanceof LydianError) || error instanceof InvalidArgumentError || error instanceof WriterStoppedError
  );
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
  failedIds: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<void> {
  const origins = group.flatMap((prepared) => newOrigins(prepared, failedIds));
  if (origins.length > 0) await services.origins.putOrigins(request.collection, origins, signal);
}

function newOrigins(prepared: PreparedDocument, failedIds: ReadonlySet<string>): readonly DocumentOrigin[] {
  // A container with a member that failed is opened again by the next sync.
  if (prepared.kind === "complete")
    return prepared.origins.some(({ documentId }) => failedIds.has(documentId)) ? [] : prepared.origins;
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
