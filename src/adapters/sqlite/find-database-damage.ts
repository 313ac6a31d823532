import { join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { BlockCorruptError } from "../../core/index.ts";
import { checkBlock } from "./block-rows.ts";
import { readFormatVersion } from "./check-format.ts";
import { KEYS_PER_DOCUMENT } from "./chunk-keys.ts";
import type { Connection } from "./connection.ts";
import { mapSqliteError } from "./map-sqlite-error.ts";
import { openConnections } from "./open-connections.ts";
import { storeDifferences } from "./require-own-schema.ts";
import { keyedBlockRow } from "./row-schemas.ts";
import { unlessDamaged } from "./salvage-blocks.ts";
import { scanRows } from "./scan-rows.ts";
import { describeDifference } from "./schema-differences.ts";

/** Result of SQLite's own check. */
export const integrityRows = z.array(z.object({ integrity_check: z.string() }));
const orphanRows = z.array(z.object({ table: z.string() }));
const nameRow = z.object({ name: z.string() });
const rowsRow = z.object({ rows: z.number() });
const ownedRow = keyedBlockRow.extend({ owner: z.number(), part: z.string() });

/** Tables of blocks, with the columns that identify a block's owner and the query for the owner's name. */
const blockTables = {
  document_blocks: {
    owner: "document AS owner, part, number",
    name: "SELECT uri AS name FROM documents WHERE key = @owner",
  },
  original_blocks: {
    owner: "original AS owner, 'original' AS part, number",
    name: `SELECT uri AS name FROM documents
      WHERE content_hash = (SELECT content_hash FROM originals WHERE key = @owner)`,
  },
  segment_blocks: {
    owner: "segment AS owner, part, number",
    name: "SELECT 'segment ' || id AS name FROM segments WHERE id = @owner",
  },
  chunks: {
    owner: `key / ${KEYS_PER_DOCUMENT} AS owner, 'text of chunks' AS part, key % ${KEYS_PER_DOCUMENT} AS number`,
    name: "SELECT uri AS name FROM documents WHERE key = @owner",
  },
} as const;

export interface DamageSearchOptions {
  /** The store's folder. */
  readonly directory: string;
  /** Maximum wait for another process's lock, in milliseconds. */
  readonly waitMs: number;
}

/**
 * Runs SQLite's own check of the structure, compares the tables with those that Lydian makes, looks for rows without an
 * owner, and compares each block with its checksum.
 *
 * @returns one sentence for each damage found; none if the store is intact
 * @throws {StoreUnavailableError} if the store cannot be opened
 */
export async function* findDatabaseDamage(
  { directory, waitMs }: DamageSearchOptions,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const path = join(resolve(directory), "store.db");
  const { readConnection } = await openConnections(
    { path, waitMs, mode: "read", create: false, allowsForeignSchema: true },
    signal,
  );
  try {
    for (const { integrity_check: line } of integrityRows.parse(readConnection.pragma("integrity_check(20)")))
      if (line !== "ok") yield describeBreak(line);

    yield* storeDifferences(readConnection).map(describeDifference);

    const orphans = orphanRows.parse(readConnection.pragma("foreign_key_check"));
    for (const table of new Set(orphans.map((row) => row.table)))
      yield `${orphans.filter((row) => row.table === table).length} rows of ${table} belong to nothing.`;
    const chunks = countOwnerlessChunks(readConnection);
    if (chunks > 0) yield `${chunks} rows of chunks belong to nothing.`;

    for (const table of ["document_blocks", "original_blocks", "segment_blocks"] as const)
      yield* findDamagedBlocks(readConnection, table, signal);
    // Before version 3, the rows of chunks have no checksum.
    if (readFormatVersion(readConnection) >= 3) yield* findDamagedBlocks(readConnection, "chunks", signal);
  } catch (error) {
    throw mapSqliteError(error, path);
  } finally {
    readConnection.close();
  }
}

/** Describes a line of SQLite's own check in one sentence. */
export function describeBreak(line: string): string {
  return `The database's structure: ${line.replaceAll("*** ", "").replaceAll("\n", " ")}.`;
}

/** Counts chunks without a document. Before version 3, SQLite's own check finds them. */
function countOwnerlessChunks(connection: Connection): number {
  if (readFormatVersion(connection) < 3) return 0;
  const sql = `SELECT COUNT(*) AS rows FROM chunks WHERE key / ${KEYS_PER_DOCUMENT} NOT IN (SELECT key FROM documents)`;
  return connection.get(rowsRow, sql)?.rows ?? 0;
}

async function* findDamagedBlocks(
  connection: Connection,
  table: keyof typeof blockTables,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const { owner, name } = blockTables[table];
  let gaps = 0;
  const sql = `SELECT rowid AS key, ${owner}, checksum, bytes FROM ${table} NOT INDEXED
    WHERE rowid > @after ORDER BY rowid LIMIT MIN(@limit, 16)`;
  const scan = { sql, schema: ownedRow, onGap: () => gaps++ };
  for (const row of scanRows(connection, scan)) {
    signal.throwIfAborted();
    const ownerName =
      unlessDamaged(() => connection.get(nameRow, name, { owner: row.owner }))?.name ?? `row ${row.owner}`;
    const damage = damageOf(row, `part "${row.part}" of ${ownerName}`);
    if (damage !== undefined) yield damage;
    if (row.key % 16 === 0) await setImmediate();
  }
  if (gaps > 0) yield `${table} has ${gaps} places that cannot be read.`;
}

function damageOf(row: z.infer<typeof ownedRow>, what: string): string | undefined {
  try {
    checkBlock(row, what);
    return undefined;
  } catch (error) {
    if (!(error instanceof BlockCorruptError)) throw error;
    return error.message;
  }
}
