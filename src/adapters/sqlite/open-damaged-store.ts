import { join, resolve } from "node:path";
import {
  type DamagedStore,
  type IndexState,
  type Source,
  StoreBusyError,
  type StoreReader,
  StoreUnavailableError,
} from "../../core/index.ts";
import { type Connection, openConnection, parseColumn } from "./connection.ts";
import { isBusy, mapSqliteError } from "./map-sqlite-error.ts";
import { keyRow, sizeRow, sourceOptionsSchema } from "./rows.ts";
import { orUndefined, salvageBlocks, salvageChunkKeys, salvageTable } from "./salvage-blocks.ts";
import { salvageDocument } from "./salvage-document.ts";
import {
  ownedRow,
  salvagedCollectionRow,
  salvagedDocumentRow,
  salvagedOriginalRow,
  salvagedSourceRow,
  salvagedSpaceRow,
} from "./salvage-rows.ts";
import { scanRows } from "./scan-rows.ts";
import { readIndexState } from "./segments.ts";

/**
 * Opens a store that may be damaged anywhere, alone: nobody else may have it open. Tables are read row by row, and what
 * can not be read is leapt over.
 *
 * @throws {StoreBusyError} if another process has the store open
 * @throws {StoreUnavailableError} if not even the list of its tables can be read
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
        hint: "End every search, watch and server that uses this store, then repair it.",
        cause: error,
      });
    throw mapSqliteError(error, path);
  }
}

function requireTables(connection: Connection): void {
  const sql = "SELECT COUNT(*) AS key FROM sqlite_schema WHERE name IN ('documents', 'document_blocks', 'chunks')";
  if (connection.get(keyRow, sql)?.key === 3) return;
  throw new StoreUnavailableError(`The tables of ${connection.path} can not be found in it any more.`, {
    hint: "Restore the store from a backup, or add the documents again to a new one.",
  });
}

function salvage(connection: Connection): DamagedStore {
  let leaps = 0;
  const onLeap = () => {
    leaps += 1;
  };
  const spaces = salvageTable(connection, { table: "spaces", schema: salvagedSpaceRow, onLeap });
  const names = salvageCollections(connection, onLeap);
  const sources = orUndefined(() => salvageTable(connection, { table: "sources", schema: salvagedSourceRow, onLeap }));
  const segmentBlocks = salvageBlocks(connection, "segment_blocks", onLeap);
  const collections = [...names.values()].map(({ name, space }) => {
    const { fingerprint, model, dimensions } = spaces.get(space ?? -1) ?? {};
    if (fingerprint === undefined || model === undefined || dimensions === undefined) return { name };
    return { name, space: { fingerprint, model, dimensions } };
  });
  const documents = salvageDocuments(connection, { names, sources: sources ?? new Map(), onLeap });
  return {
    collections,
    sources: (collection) =>
      [...(sources?.values() ?? [])].flatMap((row) =>
        names.get(row.collection)?.name === collection
          ? (orUndefined(() => [sourceFrom(connection, collection, row)]) ?? [])
          : [],
      ),
    documents,
    indexState: (collection) => orUndefined(() => readIndexState(connection, collection)) ?? noSegments,
    readBlocks: createBlockReader(connection, segmentBlocks),
    leaps: () => leaps,
    close: () => connection.close(),
  };
}

/** Also those of which only documents are left: under a name that says so. */
function salvageCollections(connection: Connection, onLeap: () => void) {
  const rows = salvageTable(connection, { table: "collections", schema: salvagedCollectionRow, onLeap });
  const collections = new Map<number, { readonly name: string; readonly space: number | null }>(rows);
  const sql = `SELECT key, collection AS owner FROM documents NOT INDEXED WHERE key > @after ORDER BY key LIMIT @limit`;
  for (const { owner } of scanRows(connection, { sql, schema: ownedRow, onLeap }))
    if (!collections.has(owner)) collections.set(owner, { name: `recovered-${owner}`, space: null });
  return collections;
}

const noSegments: IndexState = { generation: 0, segments: [], tombstones: new Map() };

function sourceFrom(
  { path }: Connection,
  collection: string,
  { uri, options, added_at, synced_at }: ReturnType<typeof salvagedSourceRow.parse>,
): Source {
  return {
    collection,
    uri,
    options: parseColumn(sourceOptionsSchema, options, path),
    addedAt: added_at,
    ...(synced_at === null ? {} : { syncedAt: synced_at }),
  };
}

function createBlockReader(
  connection: Connection,
  blocks: ReturnType<typeof salvageBlocks>,
): StoreReader["readBlocks"] {
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

function salvageDocuments(
  connection: Connection,
  tables: {
    readonly names: ReadonlyMap<number, { readonly name: string }>;
    readonly sources: ReadonlyMap<number, { readonly uri: string }>;
    onLeap(): void;
  },
): DamagedStore["documents"] {
  const { names, sources, onLeap } = tables;
  const blocks = salvageBlocks(connection, "document_blocks", onLeap);
  const originalBlocks = salvageBlocks(connection, "original_blocks", onLeap);
  const chunkKeys = salvageChunkKeys(connection, onLeap);
  const originals = new Map(
    [...salvageTable(connection, { table: "originals", schema: salvagedOriginalRow, onLeap }).values()].map((row) => [
      row.content_hash,
      row,
    ]),
  );
  const original = (contentHash: string): Uint8Array | undefined => {
    const row = originals.get(contentHash);
    if (row === undefined) return undefined;
    // No bytes have no hash but their own, so that a damaged original is told from one that was left out.
    return originalBlocks.read(row.key, "original", row.size_bytes) ?? new Uint8Array();
  };
  const sql = "SELECT * FROM documents NOT INDEXED WHERE key > @after ORDER BY key LIMIT @limit";
  return function* documentsOf(collection) {
    for (const row of scanRows(connection, { sql, schema: salvagedDocumentRow, onLeap })) {
      const collectionName = names.get(row.collection)?.name;
      if (collectionName !== collection) continue;
      const sourceUri = sources.get(row.source ?? -1)?.uri;
      yield salvageDocument({ connection, blocks, chunkKeys, collectionName, sourceUri, original }, row);
    }
  };
}
