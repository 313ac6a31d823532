import { join, resolve } from "node:path";
import { type Store, StoreUnavailableError } from "../../core/index.ts";
import { beginReading } from "./begin-reading.ts";
import { readCachedVectors } from "./cached-vectors.ts";
import { chunksOfDocument, readChunks } from "./chunks.ts";
import { readCollection, readCollections } from "./collections.ts";
import type { Connection } from "./connection.ts";
import { countChunkings, listDocuments, readDocument, readMembers, readSummaries } from "./documents.ts";
import { openConnections } from "./open-connections.ts";
import { readOriginal } from "./originals.ts";
import { rememberIndexStates } from "./remember-index-states.ts";
import { readBlocks } from "./segments.ts";
import { readSharedBands, readSignatures } from "./signatures.ts";
import { readSources } from "./sources.ts";
import { readStatistics } from "./statistics.ts";
import { createTransactor, type Transactor } from "./transactor.ts";
import { whenFree } from "./when-free.ts";

export interface SqliteStoreOptions {
  /** The store's folder; the file in it is `store.db`. */
  readonly directory: string;
  /** How long to wait, in milliseconds, while another process writes. From 0. */
  readonly waitMs: number;
  /** `read` opens the file read-only; `write` adds a second connection for transactions. */
  readonly mode: "read" | "write";
  /** In mode `write`: makes folder and file where there is none. Default false. */
  readonly create?: boolean;
  /** In mode `read`: sees the state of its opening until it is closed. Default false. */
  readonly frozen?: boolean;
}

/**
 * Opens the embedded store: one SQLite database in WAL mode, any number of readers, one writer at a time.
 *
 * Each read sees one committed state. A commit is on the disk when `transact` ends (decision 2).
 *
 * @throws {StoreUnavailableError} if there is no store, it is not one of ours, or may not be read or written
 * @throws {StoreVersionError} if another version of Lydian wrote it in a format unknown here
 * @throws {StoreBusyError} if it was not free within `waitMs`
 */
export async function openSqliteStore({ directory, waitMs, mode, create, frozen }: SqliteStoreOptions): Promise<Store> {
  const waiting = { path: join(resolve(directory), "store.db"), waitMs };
  const opening = { ...waiting, mode, create: create ?? false };
  const { reading, writing } = await openConnections(opening, new AbortController().signal);
  if (frozen) beginReading(reading);
  const transactor = writing === undefined ? refuseWriting(waiting.path) : createTransactor(writing, waiting);
  const read = <T>(work: (connection: Connection) => T, signal: AbortSignal): Promise<T> =>
    whenFree(() => reading.readConsistently(() => work(reading)), waiting, signal);
  const indexState = rememberIndexStates();
  return {
    collections: (signal) => read(readCollections, signal),
    collection: (name, signal) => read((connection) => readCollection(connection, name), signal),
    listDocuments: (query, signal) => read((connection) => listDocuments(connection, query), signal),
    readDocument: (reference, signal) => read((connection) => readDocument(connection, reference), signal),
    readSummaries: ({ ids, ...query }, signal) =>
      read((connection) => readSummaries(connection, { ...query, by: "id", values: ids }), signal),
    readSummariesByUri: ({ uris, ...query }, signal) =>
      read((connection) => readSummaries(connection, { ...query, by: "uri", values: uris }), signal),
    readMembers: (query, signal) => read((connection) => readMembers(connection, query), signal),
    chunkings: (collection, signal) => read((connection) => countChunkings(connection, collection), signal),
    readChunks: (query, signal) => read((connection) => readChunks(connection, query), signal),
    chunksOfDocument: (reference, signal) => read((connection) => chunksOfDocument(connection, reference), signal),
    readOriginal: (reference, signal) => read((connection) => readOriginal(connection, reference), signal),
    signatures: (query, signal) => read((connection) => readSignatures(connection, query), signal),
    sharedBands: (query, signal) => read((connection) => readSharedBands(connection, query), signal),
    sources: (collection, signal) => read((connection) => readSources(connection, collection), signal),
    indexState: (collection, signal) => read((connection) => indexState(connection, collection), signal),
    readBlocks: (of, visit, signal) => read((connection) => readBlocks(connection, of, visit), signal),
    cachedVectors: (space, textHashes, signal) =>
      read((connection) => readCachedVectors(connection, space, textHashes), signal),
    statistics: (signal) => read(readStatistics, signal),
    transact: transactor.transact,
    erase: transactor.erase,
    // The writing connection last: the last one to close folds the write-ahead log into the database.
    close: async () => {
      reading.close();
      await transactor.close();
    },
  };
}

function refuseWriting(path: string): Transactor {
  const refuse = async () => {
    throw new StoreUnavailableError(`The store ${path} was opened for reading.`, {
      hint: 'Open it with the mode "write".',
    });
  };
  return { transact: refuse, erase: refuse, close: async () => undefined };
}
