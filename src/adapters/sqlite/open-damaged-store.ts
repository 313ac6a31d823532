import { join, resolve } from "node:path";
import {
  type DamagedStore,
  defined,
  type IndexState,
  type Source,
  StoreBusyError,
  type StoreReader,
  StoreUnavailableError,
} from "../../core/index.ts";
import { type Connection, openConnection, parseColumn } from "./connection.ts";
import { isBusy, mapSqliteError } from "./map-sqlite-error.ts";
import { keyRow, sizeRow, sourceOptionsSchema } from "./row-schemas.ts";
import { type SalvagedBlocks, salvageBlocks, salvageChunkKeys, salvageTable, unlessDamaged } from "./salvage-blocks.ts";
import { salvageDocument } from "./salvage-document.ts";
import {
  ownedRow,
  type SalvagedSourceRow,
  salvagedCollectionRow,
  salvagedDocumentRow,
  salvagedOriginalRow,
  salvagedSourceRow,
  salvagedSpaceRow,
} from "./salvage-rows.ts";
import { scanRows } from "./scan-rows.ts";
import { readIndexState } from "./segment-rows.ts";

interface SalvagedCollection {
  readonly name: string;
  /** Key of its embedding space. */
  readonly space: number | null;
}

const noSegments: IndexState = { generation: 0, segments: [], tombstones: new Map() };

/**
 * Opens a store that may be damaged anywhere, and locks out every other process.
 *
 * Tables are read row by row. Rows that cannot be read are skipped and counted.
 *
 * @throws {StoreBusyError} if another process has the store open
 * @throws {StoreUnavailableError} if even the list of its tables cannot be read
 */
export function openDamagedStore(directory: string): DamagedStore {
  const path = join(resolve(directory), "store.db");
  const connection = openConnection(path, { readonly: false, salvage: true });
  try {
    requireTables(connection);
    return salvage(connection);
  } catch (error) {
    connection.close();
    if (isBusy(error))
      throw new StoreBusyError(`Another process has ${path} open.`, {
        hint: "Stop every search, watch and server that uses this store, then repair it.",
        cause: error,
      });
    throw mapSqliteError(error, path);
  }
}

function requireTables(connection: Connection): void {
  const sql = "SELECT COUNT(*) AS key FROM sqlite_schema WHERE name IN ('documents', 'document_blocks', 'chunks')";
  if (connection.get(keyRow, sql)?.key === 3) return;
  throw new StoreUnavailableError(`${connection.path} has lost its list of tables and cannot be repaired.`, {
    hint: "Restore the store from a backup, or add the documents to a new one.",
  });
}

function salvage(connection: Connection): DamagedStore {
  let gaps = 0;
  const onGap = () => {
    gaps += 1;
  };

  const spaces = salvageTable(connection, "spaces", salvagedSpaceRow, onGap);
  const collections = salvageCollections(connection, onGap);
  // A store of version 1 has no such table.
  const sources = unlessDamaged(() => salvageTable(connection, "sources", salvagedSourceRow, onGap)) ?? new Map();
  const segmentBlocks = salvageBlocks(connection, "segment_blocks", onGap);

  return {
    collections: [...collections.values()].map(({ name, space }) => {
      const { fingerprint, model, dimensions } = spaces.get(space ?? -1) ?? {};
      if (fingerprint === undefined || model === undefined || dimensions === undefined) return { name };
      return { name, space: { fingerprint, model, dimensions } };
    }),
    sources: (collection) =>
      [...sources.values()]
        .filter((row) => collections.get(row.collection)?.name === collection)
        .flatMap((row) => unlessDamaged(() => [sourceFrom(connection, collection, row)]) ?? []),
    documents: salvageDocuments(connection, collections, sources, onGap),
    indexState: (collection) => unlessDamaged(() => readIndexState(connection, collection)) ?? noSegments,
    readBlocks: createBlockReader(connection, segmentBlocks),
    leaps: () => gaps,
    close: () => connection.close(),
  };
}

/** Returns all collections by their key. One whose row is lost gets a new name if documents of it are left. */
function salvageCollections(connection: Connection, onGap: () => void): ReadonlyMap<number, SalvagedCollection> {
  const rows = salvageTable(connection, "collections", salvagedCollectionRow, onGap);
  const collections = new Map<number, SalvagedCollection>(rows);
  const sql = `SELECT key, collection AS owner FROM documents NOT INDEXED WHERE key > @after ORDER BY key LIMIT @limit`;
  for (const { owner } of scanRows(connection, { sql, schema: ownedRow, onGap }))
    if (!collections.has(owner)) collections.set(owner, { name: `recovered-${owner}`, space: null });
  return collections;
}

function sourceFrom({ path }: Connection, collection: string, row: SalvagedSourceRow): Source {
  return defined({
    collection,
    uri: row.uri,
    options: parseColumn(sourceOptionsSchema, row.options, path),
    addedAt: row.added_at,
    syncedAt: row.synced_at ?? undefined,
  });
}

function createBlockReader(connection: Connection, blocks: SalvagedBlocks): StoreReader["readBlocks"] {
  const sql = "SELECT size_bytes FROM segment_parts WHERE segment = @segment AND part = @part";
  return async ({ segmentId: segment, part }, visit) => {
    const size = connection.get(sizeRow, sql, { segment, part })?.size_bytes;
    let start = 0;
    for (const block of size === undefined ? [] : blocks.readBlocks(segment, part, size)) {
      visit(block, start);
      start += block.length;
    }
  };
}

/**
 * Reads the documents that are not damaged.
 *
 * @param collections  collections by their key
 * @param sources      sources by their key
 * @param onGap        receives one call for each place of the file that cannot be read
 */
function salvageDocuments(
  connection: Connection,
  collections: ReadonlyMap<number, SalvagedCollection>,
  sources: ReadonlyMap<number, SalvagedSourceRow>,
  onGap: () => void,
): DamagedStore["documents"] {
  const blocks = salvageBlocks(connection, "document_blocks", onGap);
  const originalBlocks = salvageBlocks(connection, "original_blocks", onGap);
  const chunkKeys = salvageChunkKeys(connection, onGap);

  const originalRows = salvageTable(connection, "originals", salvagedOriginalRow, onGap);
  const originals = new Map([...originalRows.values()].map((row) => [row.content_hash, row]));
  const original = (contentHash: string): Uint8Array | undefined => {
    const row = originals.get(contentHash);
    if (row === undefined) return undefined;
    // An empty array never has the hash of other content: it marks a damaged original, unlike one that was not stored.
    return originalBlocks.read(row.key, "original", row.size_bytes) ?? new Uint8Array();
  };

  const sql = "SELECT * FROM documents NOT INDEXED WHERE key > @after ORDER BY key LIMIT @limit";
  return function* documentsOf(collection) {
    for (const row of scanRows(connection, { sql, schema: salvagedDocumentRow, onGap })) {
      const collectionName = collections.get(row.collection)?.name;
      if (collectionName !== collection) continue;
      const sourceUri = sources.get(row.source ?? -1)?.uri;
      yield salvageDocument({ connection, blocks, chunkKeys, collectionName, sourceUri, original }, row);
    }
  };
}
