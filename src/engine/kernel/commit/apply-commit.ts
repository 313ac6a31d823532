import {
  type Analyzer,
  CollectionNotFoundError,
  type CommitResult,
  defined,
  everything,
  type IndexCommit,
  type IndexedDocument,
  type IndexState,
  type SegmentInfo,
  type Signature,
  type StoreTransaction,
} from "../../../core/index.ts";
import { type MergeContext, mergeSegments, type SegmentDraft } from "../merge/merge-segments.ts";
import { openSegment } from "../segment/open-segment.ts";
import { FORMAT_VERSION } from "../segment/part-header.ts";
import { openLiveSegment } from "../snapshot/live-segment.ts";
import { checkSpace } from "./attach-vectors.ts";
import { locateDocuments, type Place, type SegmentTables } from "./segment-tables.ts";

/** A commit with its segment already made. */
export interface PreparedCommit extends Omit<IndexCommit, "add" | "language"> {
  readonly documents: readonly IndexedDocument[];
  /** Of `documents`; undefined if there is none. */
  readonly draft: SegmentDraft | undefined;
  /** Of `documents`, by id. */
  readonly signatures: ReadonlyMap<string, Signature>;
}

/** What a commit needs of its surroundings. */
export interface CommitContext {
  readonly transaction: StoreTransaction;
  readonly analyzer: Analyzer;
  readonly tables: SegmentTables;
  readonly signal: AbortSignal;
}

/** Writes documents, chunks, the new segment and tombstones; nothing at all if there is nothing to change. */
export async function applyCommit(context: CommitContext, commit: PreparedCommit): Promise<CommitResult> {
  const { transaction, tables, signal } = context;
  const state = await openCollection(context, commit);
  if (!(await isUpToDate(context, commit))) return { generation: state.generation, removed: 0, isOutdated: true };
  tables.keepOnly(commit.collection, state);
  const ids = new Set([...commit.removeIds, ...commit.documents.map(({ document }) => document.id)]);
  const { places, found } = await locateDocuments({ store: transaction, tables, state }, ids, signal);
  const removed = [...new Set(commit.removeIds)].filter((id) => found.has(id)).length;
  if (commit.purge) transaction.startPurge();
  writeDocumentsOf(transaction, commit, { ids, found });
  const dying = places.filter(({ live }) => live.length > 0);
  const changed = commit.purge ? [...dying, ...scarred(state, dying)] : dying;
  if (changed.length === 0 && commit.draft === undefined) return { generation: state.generation, removed };
  for (const { info, live } of changed) {
    const dead = [...(state.tombstones.get(info.id) ?? []), ...live].sort((left, right) => left - right);
    await bury(context, { info, ordinals: live, dead }, commit.purge ?? false);
  }
  await takeSpace(context, commit);
  const segmentId = commit.draft && putDraft(context, commit, commit.draft);
  const generation = transaction.advanceGeneration(commit.collection);
  return defined({ generation, removed, segmentId });
}

/** @throws {CollectionNotFoundError} if there is none, and nothing to add to it */
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

/** The other segments that hold something dead. */
function scarred({ segments, tombstones }: IndexState, others: readonly Place[]): readonly Place[] {
  const known = new Set(others.map(({ info }) => info.id));
  return segments.filter(({ id }) => tombstones.has(id) && !known.has(id)).map((info) => ({ info, live: [] }));
}

/** Whether the documents are stored as they were when what replaces them was made. */
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
  { ids, found }: { readonly ids: ReadonlySet<string>; readonly found: ReadonlySet<string> },
): void {
  const added = new Set(commit.documents.map(({ document }) => document.id));
  for (const id of ids) {
    if (found.has(id) && !added.has(id)) transaction.removeDocument(commit.collection, id);
  }
  for (const { document, chunks, original } of commit.documents) {
    transaction.putDocument(document, chunks, original);
    const signature = commit.signatures.get(document.id);
    if (signature !== undefined) transaction.putSignature(commit.collection, document.id, signature);
  }
}

/** The space of the vectors that the documents bring becomes the collection's, if it has none. */
async function takeSpace({ transaction, signal }: CommitContext, { collection, space }: PreparedCommit): Promise<void> {
  if (space === undefined || !(await checkSpace(transaction, { collection, space }, signal))) return;
  transaction.setSpace(collection, space);
}

/** Marks documents of a segment as dead; drops it when none is left; rewrites it without them for a purge. */
async function bury(
  context: CommitContext,
  grave: { readonly info: SegmentInfo; readonly ordinals: readonly number[]; readonly dead: readonly number[] },
  purge: boolean,
): Promise<void> {
  const { transaction, tables, signal } = context;
  const { info, ordinals, dead } = grave;
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
  const draft = await mergeSegments(mergeContext, [surviving]);
  if (draft) putDraft(context, info, draft);
}

/** Answers the new segment's id. */
export function putDraft(
  { transaction, analyzer }: Pick<CommitContext, "transaction" | "analyzer">,
  of: Pick<SegmentInfo, "collection" | "space">,
  draft: SegmentDraft,
): number {
  const info = {
    collection: of.collection,
    formatVersion: FORMAT_VERSION,
    analysisFingerprint: analyzer.fingerprint,
    chunkCount: draft.chunkCount,
    ...(of.space ? { space: of.space } : {}),
  };
  return transaction.putSegment(info, draft.parts);
}
