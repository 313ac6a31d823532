import { z } from "zod";
import { StoreBusyError, type StoreTransaction } from "../../core/index.ts";
import { cacheVectors, forgetCachedVectors, forgetVectorsOfSpace } from "./cached-vectors.ts";
import { chunksOfDocument } from "./chunks.ts";
import { advanceGeneration, createCollection, readCollection, setSpace } from "./collections.ts";
import type { Connection } from "./connection.ts";
import { readDocument, readSummaries } from "./documents.ts";
import { mapSqliteError } from "./map-sqlite-error.ts";
import { addTombstones, attachVectors, dropSegment, readBlocks, readIndexState, writeSegment } from "./segments.ts";
import { putSignature } from "./signatures.ts";
import { putOrigin, putSource, removeSource, updateSource } from "./sources.ts";
import { type Waiting, whenFree } from "./when-free.ts";
import { removeDocument, writeDocument } from "./write-documents.ts";

const checkpointRows = z.array(z.object({ busy: z.number() }));

/** The writing half of a store: one thing at a time, in the order asked for. */
export interface Transactor {
  transact<T>(work: (transaction: StoreTransaction) => Promise<T>, signal: AbortSignal): Promise<T>;
  erase(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export function createTransactor(connection: Connection, waiting: Waiting): Transactor {
  let last: Promise<unknown> = Promise.resolve();
  /** The outcome of what came before is its own caller's matter. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    transact: (work, signal) => inTurn(() => transact(connection, { work, waiting }, signal)),
    erase: (signal) => inTurn(() => erase(connection, waiting, signal)),
    close: () => inTurn(async () => connection.close()),
  };
}

async function transact<T>(
  connection: Connection,
  { work, waiting }: { readonly work: (transaction: StoreTransaction) => Promise<T>; readonly waiting: Waiting },
  signal: AbortSignal,
): Promise<T> {
  await whenFree(() => connection.run("BEGIN IMMEDIATE"), waiting, signal);
  try {
    const result = await work(createTransaction(connection));
    signal.throwIfAborted();
    connection.run("COMMIT");
    return result;
  } catch (error) {
    throw mapSqliteError(error, connection.path);
  } finally {
    // SQLite itself rolls back after some failures, a full disk among them.
    if (connection.isInTransaction()) connection.run("ROLLBACK");
    connection.pragma("secure_delete = OFF");
  }
}

function createTransaction(connection: Connection): StoreTransaction {
  return {
    collection: async (name) => readCollection(connection, name),
    readDocument: async (reference) => readDocument(connection, reference),
    readSummaries: async ({ ids, ...query }) => readSummaries(connection, { ...query, by: "id", values: ids }),
    chunksOfDocument: async (reference) => chunksOfDocument(connection, reference),
    indexState: async (collection) => readIndexState(connection, collection),
    readBlocks: async (of, visit) => readBlocks(connection, of, visit),
    createCollection: (name) => createCollection(connection, name),
    setSpace: (collection, space) => setSpace(connection, collection, space),
    putSource: (source) => putSource(connection, source),
    updateSource: (source) => updateSource(connection, source),
    removeSource: (collection, uri) => removeSource(connection, collection, uri),
    putOrigin: (collection, origin) => putOrigin(connection, collection, origin),
    putDocument: (document, chunks, original) => writeDocument(connection, { document, chunks, original }),
    removeDocument: (collection, id) => removeDocument(connection, collection, id),
    startPurge: () => startPurge(connection),
    putSignature: (collection, documentId, signature) =>
      putSignature(connection, { collection, documentId }, signature),
    putSegment: (segment, parts) => writeSegment(connection, segment, parts),
    attachVectors: (segmentId, space, bytes) => attachVectors(connection, { segmentId, space }, bytes),
    dropSegment: (segmentId) => dropSegment(connection, segmentId),
    addTombstones: (segmentId, ordinals) => addTombstones(connection, segmentId, ordinals),
    cacheVectors: (space, vectors) => cacheVectors(connection, space, vectors),
    forgetCachedVectors: (space) => forgetVectorsOfSpace(connection, space),
    advanceGeneration: (collection) => advanceGeneration(connection, collection),
  };
}

/** Until the transaction's end, what is deleted is overwritten with zeros. */
function startPurge(connection: Connection): void {
  connection.pragma("secure_delete = ON");
  forgetCachedVectors(connection);
}

/** Writes the file anew without its free pages, then empties the write-ahead log. */
async function erase(connection: Connection, waiting: Waiting, signal: AbortSignal): Promise<void> {
  try {
    await whenFree(() => connection.run("VACUUM"), waiting, signal);
    await whenFree(() => emptyLog(connection), waiting, signal);
  } catch (error) {
    throw error instanceof StoreBusyError ? unfinishedError(error, waiting) : error;
  }
}

function unfinishedError(cause: StoreBusyError, { path, waitMs }: Waiting): StoreBusyError {
  const sentence = `The documents are removed, but their text is still in the files of ${path}`;
  return new StoreBusyError(`${sentence}: another process used an older state for ${waitMs / 1000} s.`, {
    hint: "Let searches and exports of this store end, then run `lydian remove --purge` without documents.",
    cause,
  });
}

function emptyLog(connection: Connection): void {
  const [outcome] = checkpointRows.parse(connection.pragma("wal_checkpoint(TRUNCATE)"));
  if (outcome?.busy !== 0) throw new StoreBusyError(`Another process is reading ${connection.path}.`);
}
