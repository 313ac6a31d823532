import { join, resolve } from "node:path";
import { z } from "zod";
import { type IndexState, never, type Store, StoreUnavailableError } from "../../core/index.ts";
import { beginReading } from "./begin-reading.ts";
import { readCachedVectors } from "./cached-vector-rows.ts";
import { chunksOfDocument, readChunks } from "./chunk-rows.ts";
import { readCollection, readCollections } from "./collection-rows.ts";
import type { Connection } from "./connection.ts";
import {
  countChunkings,
  countDocuments,
  listDocuments,
  readDocument,
  readExcerpts,
  readLocations,
  readMembers,
  readSummaries,
} from "./document-rows.ts";
import { openConnections } from "./open-connections.ts";
import { readOriginal, readOriginalBlock } from "./original-rows.ts";
import { readBlocks, readIndexState } from "./segment-rows.ts";
import { readSharedBands, readSignatures } from "./signature-rows.ts";
import { readSources } from "./source-rows.ts";
import { readStatistics } from "./statistics.ts";
import { createTransactor, type Transactor } from "./transactor.ts";
import { whenFree } from "./when-free.ts";

const dataVersionRow = z.object({ data_version: z.number() });

export interface SqliteStoreOptions {
  /** The store's folder; the file in it is `store.db`. */
  readonly directory: string;
  /** Maximum wait for another process's write, in milliseconds, ≥ 0. */
  readonly waitMs: number;
  /** `read` opens the file read-only; `write` adds a second connection for transactions. */
  readonly mode: "read" | "write";
  /** Creates folder and file if they are missing, in mode `write`. Default false. */
  readonly create?: boolean;
  /** Shows the state at opening until the store is closed, in mode `read`. Default false. */
  readonly frozen?: boolean;
}

/**
 * Opens the embedded store: one SQLite database in WAL mode with any number of readers and one writer at a time.
 *
 * Each read sees one committed state. A commit is on disk when `transact` ends (decision 2).
 *
 * @throws {StoreUnavailableError} if there is no store, it is not a store of Lydian, or may not be read or written
 * @throws {StoreVersionError} if its format version is unknown
 * @throws {StoreBusyError} if it is not free within `waitMs`
 */
export async function openSqliteStore({ directory, waitMs, mode, create, frozen }: SqliteStoreOptions): Promise<Store> {
  const lockWait = { path: join(resolve(directory), "store.db"), waitMs };
  const options = { ...lockWait, mode, create: create ?? false };
  const { readConnection, writeConnection } = await openConnections(options, never);
  if (frozen) beginReading(readConnection);

  const transactor =
    writeConnection === undefined ? refuseWriting(lockWait.path) : createTransactor(writeConnection, lockWait);
  const read = <T>(work: (connection: Connection) => T, signal: AbortSignal): Promise<T> =>
    whenFree(() => readConnection.readConsistently(() => work(readConnection)), lockWait, signal);
  const indexState = createIndexStateCache();

  return {
    collections: (signal) => read(readCollections, signal),
    collection: (name, signal) => read((connection) => readCollection(connection, name), signal),
    listDocuments: (query, signal) => read((connection) => listDocuments(connection, query), signal),
    countDocuments: (collection, signal) => read((connection) => countDocuments(connection, collection), signal),
    readDocument: (reference, signal) => read((connection) => readDocument(connection, reference), signal),
    readExcerpts: (query, signal) => read((connection) => readExcerpts(connection, query), signal),
    readLocations: (reference, signal) => read((connection) => readLocations(connection, reference), signal),
    readSummaries: ({ ids, ...query }, signal) =>
      read((connection) => readSummaries(connection, "id", ids, query), signal),
    readSummariesByUri: ({ uris, ...query }, signal) =>
      read((connection) => readSummaries(connection, "uri", uris, query), signal),
    readMembers: (query, signal) => read((connection) => readMembers(connection, query), signal),
    chunkings: (query, signal) => read((connection) => countChunkings(connection, query), signal),
    readChunks: (query, signal) => read((connection) => readChunks(connection, query), signal),
    chunksOfDocument: (reference, signal) => read((connection) => chunksOfDocument(connection, reference), signal),
    readOriginal: (reference, signal) => read((connection) => readOriginal(connection, reference), signal),
    readOriginalBlock: (block, signal) => read((connection) => readOriginalBlock(connection, block), signal),
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
    // The writing connection closes last: the last one moves the write-ahead log into the database.
    close: async () => {
      readConnection.close();
      await transactor.close();
    },
  };
}

/**
 * Reads index states and returns the same object until the next commit: every search needs one, and with many
 * tombstones reading it takes longer than the search.
 *
 * SQLite's `data_version` changes with each commit of another connection, so this connection must never write.
 */
function createIndexStateCache(): (connection: Connection, collection: string) => IndexState {
  const states = new Map<string, IndexState>();
  let cachedVersion: number | undefined;
  return (connection, collection) => {
    const version = connection.get(dataVersionRow, "PRAGMA data_version")?.data_version;
    if (version !== cachedVersion) states.clear();
    cachedVersion = version;
    const state = states.get(collection) ?? readIndexState(connection, collection);
    states.set(collection, state);
    return state;
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
