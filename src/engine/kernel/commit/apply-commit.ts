import {
  type Analyzer,
  CollectionNotFoundError,
  type CommitResult,
  type DocumentToIndex,
  defined,
  everything,
  type IndexCommit,
  type IndexState,
  type SegmentInfo,
  type Signature,
  type StoreTransaction,
} from "../../../core/index.ts";
import { buildMergedSegment, type MergeContext, type SegmentDraft } from "../merge/build-merged-segment.ts";
import { openSegment } from "../segment/open-segment.ts";
import { FORMAT_VERSION } from "../segment/part-header.ts";
import { openLiveSegment } from "../snapshot/live-segment.ts";
import { checkSpace } from "./attach-vectors.ts";
import { type DocumentPlaces, locateDocuments, type SegmentTables } from "./segment-tables.ts";

/** A commit whose segment is already built. */
export interface PreparedCommit extends Omit<IndexCommit, "add" | "language"> {
  readonly documents: readonly DocumentToIndex[];
  /** Segment of the new documents; undefined if there are none. */
  readonly draft: SegmentDraft | undefined;
  /** Signatures of the new documents, by document id. */
  readonly signatures: ReadonlyMap<string, Signature>;
}

/** Services and the transaction that a commit works with. */
export interface CommitContext {
  readonly transaction: StoreTransaction;
  readonly analyzer: Analyzer;
  readonly tables: SegmentTables;
  readonly signal: AbortSignal;
}

/**
 * Writes documents, chunks, the new segment and tombstones. Writes nothing if the commit changes nothing, or if
 * documents that it replaces have changed since it was prepared (`isOutdated`).
 *
 * @throws {CollectionNotFoundError} if the collection does not exist and the commit adds nothing
 */
export async function applyCommit(context: CommitContext, commit: PreparedCommit): Promise<CommitResult> {
  const { transaction, tables, signal } = context;
  const state = await openCollection(context, commit);
  if (!(await isUpToDate(context, commit))) return { generation: state.generation, removed: 0, isOutdated: true };
  tables.keepOnly(commit.collection, state);

  const ids = new Set([...commit.removeIds, ...commit.documents.map(({ document }) => document.id)]);
  const { places, liveIds } = await locateDocuments({ store: transaction, tables, state }, ids, signal);
  const removed = [...new Set(commit.removeIds)].filter((id) => liveIds.has(id)).length;

  if (commit.purge) transaction.startPurge();
  writeDocumentsOf(transaction, commit, ids, liveIds);
  const affected = places.filter(({ live }) => live.length > 0);
  const changed = commit.purge ? [...affected, ...otherSegmentsWithDead(state, affected)] : affected;
  if (changed.length === 0 && commit.draft === undefined) return { generation: state.generation, removed };
  for (const { info, live } of changed) {
    const dead = [...(state.tombstones.get(info.id) ?? []), ...live].sort((left, right) => left - right);
    await deleteDocuments(context, info, live, dead, commit.purge ?? false);
  }

  await setFirstSpace(context, commit);
  const segmentId = commit.draft && putDraft(context, commit, commit.draft);
  const generation = transaction.advanceGeneration(commit.collection);
  return defined({ generation, removed, segmentId });
}

/**
 * Returns the collection's index state, and creates the collection for its first documents.
 *
 * @throws {CollectionNotFoundError} if the collection does not exist and the commit adds nothing
 */
async function openCollection(
  { transaction, signal }: CommitContext,
  { collection, documents }: PreparedCommit,
): Promise<IndexState> {
  if ((await transaction.collection(collection, signal)) === undefined) {
    if (documents.length === 0) {
      throw new CollectionNotFoundError(`There is no collection "${collection}".`, {
        hint: "`lydian status` lists the collections of a store.",
      });
    }
    transaction.createCollection(collection);
  }
  return transaction.indexState(collection, signal);
}

/** Returns the segments with deleted documents, except those in `affected`. */
function otherSegmentsWithDead(
  { segments, tombstones }: IndexState,
  affected: readonly DocumentPlaces[],
): readonly DocumentPlaces[] {
  const affectedIds = new Set(affected.map(({ info }) => info.id));
  return segments.filter(({ id }) => tombstones.has(id) && !affectedIds.has(id)).map((info) => ({ info, live: [] }));
}

/** Returns whether the replaced documents are still stored as they were when the commit was prepared. */
async function isUpToDate(
  { transaction, signal }: CommitContext,
  { collection, replaces = [] }: PreparedCommit,
): Promise<boolean> {
  if (replaces.length === 0) return true;
  const ids = replaces.map(({ id }) => id);
  const stored = await transaction.readSummaries({ collection, scope: everything, ids }, signal);
  return JSON.stringify(stored) === JSON.stringify(replaces);
}

function writeDocumentsOf(
  transaction: StoreTransaction,
  commit: PreparedCommit,
  ids: ReadonlySet<string>,
  liveIds: ReadonlySet<string>,
): void {
  const added = new Set(commit.documents.map(({ document }) => document.id));
  for (const id of ids) {
    if (liveIds.has(id) && !added.has(id)) transaction.removeDocument(commit.collection, id);
  }
  for (const { document, chunks, original } of commit.documents) {
    transaction.putDocument(document, chunks, original);
    const signature = commit.signatures.get(document.id);
    if (signature !== undefined) transaction.putSignature(commit.collection, document.id, signature);
  }
}

/** Sets the collection's embedding space to that of the new documents' vectors, if it has none yet. */
async function setFirstSpace(
  { transaction, signal }: CommitContext,
  { collection, space }: PreparedCommit,
): Promise<void> {
  if (space === undefined || !(await checkSpace(transaction, { collection, space }, signal))) return;
  transaction.setSpace(collection, space);
}

/**
 * Deletes documents from a segment: drops it if none is left, rewrites it for a purge, and else adds tombstones.
 *
 * @param ordinals  ordinals of documents that this commit deletes
 * @param dead      ordinals of all deleted documents, these included; ascending
 */
async function deleteDocuments(
  context: CommitContext,
  info: SegmentInfo,
  ordinals: readonly number[],
  dead: readonly number[],
  purge: boolean,
): Promise<void> {
  const { transaction, tables, signal } = context;
  const { documentIds } = await tables.open(transaction, info, signal);
  if (dead.length < documentIds.length && !purge) {
    transaction.addTombstones(info.id, ordinals);
    return;
  }
  if (purge && dead.length < documentIds.length) await rewrite(context, info, dead);
  transaction.dropSegment(info.id);
}

async function rewrite(context: CommitContext, info: SegmentInfo, dead: readonly number[]): Promise<void> {
  const { transaction, analyzer, signal } = context;
  const surviving = await openLiveSegment(openSegment(transaction, info), dead, signal);
  const mergeContext: MergeContext = { store: transaction, analyzer, signal };
  const draft = await buildMergedSegment(mergeContext, [surviving]);
  if (draft) putDraft(context, info, draft);
}

/** Stores a built segment and returns its id. */
export function putDraft(
  { transaction, analyzer }: Pick<CommitContext, "transaction" | "analyzer">,
  { collection, space }: Pick<SegmentInfo, "collection" | "space">,
  draft: SegmentDraft,
): number {
  const info = defined({
    collection,
    formatVersion: FORMAT_VERSION,
    analysisFingerprint: analyzer.fingerprint,
    chunkCount: draft.chunkCount,
    space,
  });
  return transaction.putSegment(info, draft.parts);
}
