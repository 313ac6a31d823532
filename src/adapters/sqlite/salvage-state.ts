import { join, resolve } from "node:path";
import { crc32 } from "node:zlib";
import Database from "better-sqlite3";
import { z } from "zod";
import { StoreBusyError, StoreUnavailableError } from "../../core/index.ts";
import { readFormatVersion } from "./check-format.ts";
import { type Connection, inTransaction, openConnection } from "./connection.ts";
import { isDamage } from "./is-damage.ts";
import { isBusy, mapSqliteError } from "./map-sqlite-error.ts";
import { openSqliteState } from "./open-sqlite-state.ts";
import { createPrivateFile } from "./private-files.ts";
import { scanRows } from "./scan-rows.ts";
import { checkState, createStateTables, markAsState, stateVersion } from "./state-format.ts";

/** Rows of one table that a repair has saved, and those that it could not. */
export interface SalvagedTable {
  readonly table: string;
  readonly saved: number;
  /** Number of rows that were read, but differ from their checksum or from what the table may hold. */
  readonly lost: number;
  /** Number of places that could not be read. It is unknown how many rows they held. */
  readonly unreadablePlaces: number;
}

const value = z.union([z.string(), z.number(), z.null(), z.custom<Uint8Array>((one) => one instanceof Uint8Array)]);
const savedRow = z.object({ key: z.number() }).catchall(value);
type SavedRow = z.infer<typeof savedRow>;
const tableRow = z.object({ name: z.string(), sql: z.string() });
const columnRow = z.object({ name: z.string(), pk: z.number() });
const countRow = z.object({ tables: z.number() });

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** Columns of the primary key, for a table without row ids. */
  readonly primaryKey: readonly string[];
  readonly hasRowId: boolean;
}

/**
 * Copies every row of a damaged `state.db` that can be read to a new file, which holds only tables of Lydian. Rows that
 * differ from their checksum are left out. The damaged file is locked meanwhile.
 *
 * @param to  folder of the new file
 * @returns the saved rows of each table; none has rows if the file is not a database any more
 * @throws {StoreBusyError} if another process has the file open
 * @throws {StoreVersionError} if a newer Lydian wrote it, which is not damage
 */
export async function salvageState(directory: string, to: string): Promise<readonly SalvagedTable[]> {
  const source = openDamaged(join(resolve(directory), "state.db"));
  const path = join(resolve(to), "state.db");
  createPrivateFile(path);
  const target = openConnection(path, { readonly: false });
  let tables: readonly SalvagedTable[] = [];
  try {
    target.pragma("journal_mode = WAL");
    const version = source === undefined ? stateVersion : versionOf(source);
    inTransaction(target, () => {
      createStateTables(target, version);
      markAsState(target, version);
      tables = tablesOf(target).map((table) => copyTable(source, target, table));
    });
  } finally {
    source?.close();
    target.close();
  }

  // Opening it for writing upgrades the tables to the current version.
  await (await openSqliteState({ directory: to, waitMs: 0, mode: "write" })).close();
  return tables;
}

/** Opens the damaged file; undefined if nothing of it can be read. */
function openDamaged(path: string): Connection | undefined {
  let connection: Connection | undefined;
  try {
    connection = openConnection(path, { readonly: false, salvage: true });
    connection.get(countRow, "SELECT COUNT(*) AS tables FROM sqlite_schema");
    return connection;
  } catch (error) {
    connection?.close();
    if (isBusy(error))
      throw new StoreBusyError(`Another process has ${path} open.`, {
        hint: "Stop every search, watch and server that uses this store, then repair it.",
        cause: error,
      });
    if (isDamage(error)) return undefined;
    throw mapSqliteError(error, path);
  }
}

/** Returns the version whose tables the file has. A damaged number counts as the current version. */
function versionOf(source: Connection): number {
  try {
    checkState(source);
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
  }
  const version = readFormatVersion(source);
  return version >= 1 && version <= stateVersion ? version : stateVersion;
}

function tablesOf(target: Connection): readonly Table[] {
  const rows = target.all(tableRow, "SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  return rows.map(({ name, sql }) => {
    const columns = target.all(columnRow, "SELECT name, pk FROM pragma_table_info(@name)", { name });
    const keyColumns = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
    return {
      name,
      columns: columns.map((column) => column.name),
      primaryKey: keyColumns.map((column) => column.name),
      hasRowId: !/WITHOUT ROWID/i.test(sql),
    };
  });
}

function copyTable(source: Connection | undefined, target: Connection, table: Table): SalvagedTable {
  let [saved, lost, unreadablePlaces] = [0, 0, 0];
  const onGap = () => {
    unreadablePlaces += 1;
  };
  const names = table.columns.map((_, index) => `c${index}`);
  const sql = `INSERT INTO ${table.name} (${table.columns.join(", ")}) VALUES (${names.map((name) => `@${name}`).join(", ")})`;

  for (const row of source === undefined ? [] : readRows(source, table, onGap)) {
    const { key: _, ...values } = row;
    if (isIntact(table, row) && insert(target, sql, values)) saved += 1;
    else lost += 1;
  }
  return { table: table.name, saved, lost, unreadablePlaces };
}

function readRows(source: Connection, table: Table, onGap: () => void): Iterable<SavedRow> {
  if (!isTable(source, table.name)) return [];
  const columns = table.columns.map((name, index) => `${name} AS c${index}`).join(", ");
  if (!table.hasRowId) return readFromBothEnds(source, table, columns, onGap);
  const sql = `SELECT rowid AS key, ${columns} FROM ${table.name} NOT INDEXED
    WHERE rowid > @after ORDER BY rowid LIMIT @limit`;
  return scanRows(source, { sql, schema: savedRow, onGap });
}

/** Returns whether the name is that of a real table. A view of this name could compute for ever. */
function isTable(source: Connection, name: string): boolean {
  const sql = `SELECT COUNT(*) AS tables FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name = @name`;
  return source.get(countRow, sql, { name })?.tables === 1;
}

/** Reads a table without row ids up to the first damage, then backwards from its end. */
function readFromBothEnds(source: Connection, table: Table, columns: string, onGap: () => void): Iterable<SavedRow> {
  const rows = new Map<string, SavedRow>();
  const keyColumns = table.primaryKey.map((name) => `c${table.columns.indexOf(name)}`);
  const isReadTo = (order: "ASC" | "DESC") => {
    const by = table.primaryKey.map((name) => `${name} ${order}`).join(", ");
    try {
      for (const row of source.iterate(savedRow, `SELECT 0 AS key, ${columns} FROM ${table.name} ORDER BY ${by}`)) {
        const key = JSON.stringify(keyColumns.map((name) => row[name]));
        // A damaged page may lead back to rows that were read before.
        if (rows.has(key)) return false;
        rows.set(key, row);
      }
      return true;
    } catch (error) {
      if (!isDamage(error)) throw error;
      return false;
    }
  };
  if (isReadTo("ASC")) return rows.values();
  onGap();
  isReadTo("DESC");
  return rows.values();
}

function isIntact({ columns }: Table, row: SavedRow): boolean {
  const [record, checksum] = [columns.indexOf("record"), columns.indexOf("checksum")].map((at) => row[`c${at}`]);
  return typeof record !== "string" || checksum === undefined || crc32(record) === checksum;
}

/** Inserts a row, unless it breaks a rule of the table. */
function insert(target: Connection, sql: string, values: Parameters<Connection["run"]>[1]): boolean {
  try {
    return target.run(sql, values).changes === 1;
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith("SQLITE_CONSTRAINT")) return false;
    throw error;
  }
}
