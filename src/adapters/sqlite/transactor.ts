import { StoreBusyError, type StoreTransaction } from "../../core/index.ts";
import { cacheVectors, forgetCachedVectors, forgetVectorsOfSpace } from "./cached-vector-rows.ts";
import { chunksOfDocument } from "./chunk-rows.ts";
import { advanceGeneration, createCollection, readCollection, setSpace } from "./collection-rows.ts";
import type { Connection } from "./connection.ts";
import { readDocument, readSummaries } from "./document-rows.ts";
import { mapSqliteError } from "./map-sqlite-error.ts";
import { addTombstones, attachVectors, dropSegment, readBlocks, readIndexState, writeSegment } from "./segment-rows.ts";
import { putSignature } from "./signature-rows.ts";
import { putOrigin, putSource, removeSource, updateSource } from "./source-rows.ts";
import { type LockWait, whenFree } from "./when-free.ts";
import { emptyLog } from "./write-ahead-log.ts";
import { removeDocument, writeDocument } from "./write-documents.ts";

/** Writing half of a store. Its calls run one after the other, in the order of the calls. */
export interface Transactor {
  transact<T>(work: (transaction: StoreTransaction) => Promise<T>, signal: AbortSignal): Promise<T>;
  erase(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export function createTransactor(connection: Connection, lockWait: LockWait): Transactor {
  let lastTurn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = lastTurn.then(work);
    // Only the caller of this turn sees its failure; the next turn runs anyway.
    lastTurn = turn.catch(() => undefined);
    return turn;
  };

  return {
    transact: (work, signal) => inTurn(() => transact(connection, work, lockWait, signal)),
    erase: (signal) => inTurn(() => erase(connection, lockWait, signal)),
    close: () => inTurn(async () => connection.close()),
  };
}

async function transact<T>(
  connection: Connection,
  work: (transaction: StoreTransaction) => Promise<T>,
  lockWait: LockWait,
  signal: AbortSignal,
): Promise<T> {
  await whenFree(() => connection.run("BEGIN IMMEDIATE"), lockWait, signal);
  try {
    const result = await work(createTransaction(connection));
    signal.throwIfAborted();
    connection.run("COMMIT");
    return result;
  } catch (error) {
    throw mapSqliteError(error, connection.path);
  } finally {
    // After some failures, such as a full disk, SQLite has already rolled back.
    if (connection.isInTransaction()) connection.run("ROLLBACK");
    connection.pragma("secure_delete = OFF");
  }
}

function createTransaction(connection: Connection): StoreTransaction {
  return {
    collection: async (name) => readCollection(connection, name),
    readDocument: async (reference) => readDocument(connection, reference),
    readSummaries: async ({ ids, ...query }) => readSummaries(connection, "id", ids, query),
    chunksOfDocument: async (reference) => chunksOfDocument(connection, reference),
    indexState: async (collection) => readIndexState(connection, collection),
    readBlocks: async (part, visit) => readBlocks(connection, part, visit),
    createCollection: (name) => createCollection(connection, name),
    setSpace: (collection, space) => setSpace(connection, collection, space),
    putSource: (source) => putSource(connection, source),
    updateSource: (source) => updateSource(connection, source),
    removeSource: (collection, uri) => removeSource(connection, collection, uri),
    putOrigin: (collection, origin) => putOrigin(connection, collection, origin),
    putDocument: (document, chunks, original) => writeDocument(connection, { document, chunks, original }),
    removeDocument: (collection, id) => removeDocument(connection, collection, id),
    startPurge: () => startPurge(connection),
    putSignature: (collection, documentId, signature) => putSignature(connection, collection, documentId, signature),
    putSegment: (segment, parts) => writeSegment(connection, segment, parts),
    attachVectors: (segmentId, space, bytes) => attachVectors(connection, segmentId, space, bytes),
    dropSegment: (segmentId) => dropSegment(connection, segmentId),
    addTombstones: (segmentId, ordinals) => addTombstones(connection, segmentId, ordinals),
    cacheVectors: (space, vectors) => cacheVectors(connection, space, vectors),
    forgetCachedVectors: (space) => forgetVectorsOfSpace(connection, space),
    advanceGeneration: (collection) => advanceGeneration(connection, collection),
  };
}

/** Overwrites deleted rows with zeros until the end of the transaction, and deletes all cached vectors. */
function startPurge(connection: Connection): void {
  connection.pragma("secure_delete = ON");
  forgetCachedVectors(connection);
}

/** Rewrites the file without its free pages, then empties the write-ahead log. */
async function erase(connection: Connection, lockWait: LockWait, signal: AbortSignal): Promise<void> {
  try {
    await whenFree(() => connection.run("VACUUM"), lockWait, signal);
    await whenFree(() => requireEmptyLog(connection), lockWait, signal);
  } catch (error) {
    throw error instanceof StoreBusyError ? createUnfinishedError(error, lockWait) : error;
  }
}

function requireEmptyLog(connection: Connection): void {
  if (!emptyLog(connection)) throw new StoreBusyError(`Another process is reading ${connection.path}.`);
}

function createUnfinishedError(cause: StoreBusyError, { path, waitMs }: LockWait): StoreBusyError {
  const sentence = `The documents are removed, but their text is still in the files of ${path}`;
  return new StoreBusyError(`${sentence}: another process still used them after ${waitMs / 1000} s.`, {
    hint: "Let searches and exports of this store finish, then run `lydian remove --purge` without documents.",
    cause,
  });
}
