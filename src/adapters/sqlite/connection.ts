import Database from "better-sqlite3";
import type { z } from "zod";
import { type CopyProgress, parseJson, StoreUnavailableError } from "../../core/index.ts";

type Parameters = Readonly<Record<string, string | number | Uint8Array | null>>;

/** Pages copied in one step: 8 MiB, about ten milliseconds in which the rest of the process waits. */
const PAGES_AT_ONCE = 512;

/** One connection to a database. Statements are prepared once, and every row is checked against a schema. */
export interface Connection {
  readonly path: string;
  all<T>(schema: z.ZodType<T>, sql: string, parameters?: Parameters): readonly T[];
  /** Yields the rows of `all` one by one. The connection must not write until the last one. */
  iterate<T>(schema: z.ZodType<T>, sql: string, parameters?: Parameters): Iterable<T>;
  get<T>(schema: z.ZodType<T>, sql: string, parameters?: Parameters): T | undefined;
  run(sql: string, parameters?: Parameters): { readonly changes: number; readonly key: number };
  /** Runs several statements without parameters. */
  execute(sql: string): void;
  pragma(text: string): unknown;
  isInTransaction(): boolean;
  /** Runs `work` so that all its reads see the same state. */
  readConsistently<T>(work: () => T): T;
  /** Copies the database page by page to a new file. Other work continues between the steps. */
  copyTo(path: string, onProgress: (progress: CopyProgress) => void): Promise<void>;
  close(): void;
}

interface ConnectionOptions {
  readonly readonly: boolean;
  /** Opens a damaged file, too, and locks out all other connections. Default false. */
  readonly salvage?: boolean;
}

/** Opens a connection. A missing file is created, unless the connection is read-only. */
export function openConnection(path: string, options: ConnectionOptions): Connection {
  // `timeout: 0`: SQLite's own waiting would block the process; `whenFree` does not.
  const database = new Database(path, { readonly: options.readonly, fileMustExist: options.readonly, timeout: 0 });
  if (options.salvage) prepareSalvage(database);
  // Triggers and views of a foreign file may call no functions with side effects.
  database.pragma("trusted_schema = OFF");

  const statements = new Map<string, Database.Statement>();
  const prepare = (sql: string) => {
    if (!database.open) throw closedError(path);
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };

  return {
    path,
    all: (schema, sql, parameters = {}) =>
      prepare(sql)
        .all(parameters)
        .map((row) => checkShape(schema, row, path)),
    *iterate(schema, sql, parameters = {}) {
      for (const row of prepare(sql).iterate(parameters)) yield checkShape(schema, row, path);
    },
    get: (schema, sql, parameters = {}) => {
      const row = prepare(sql).get(parameters);
      return row === undefined ? undefined : checkShape(schema, row, path);
    },
    run: (sql, parameters = {}) => {
      const { changes, lastInsertRowid } = prepare(sql).run(parameters);
      return { changes, key: Number(lastInsertRowid) };
    },
    execute: (sql) => void database.exec(sql),
    pragma: (text) => database.pragma(text),
    isInTransaction: () => database.inTransaction,
    readConsistently: (work) => {
      if (!database.open) throw closedError(path);
      return database.inTransaction ? work() : readInTransaction(database, prepare, work);
    },
    copyTo: async (to, onProgress) => {
      const pageBytes = Number(database.pragma("page_size", { simple: true }));
      const progress = ({ totalPages, remainingPages }: Database.BackupMetadata) => {
        onProgress({ doneBytes: (totalPages - remainingPages) * pageBytes, totalBytes: totalPages * pageBytes });
        return PAGES_AT_ONCE;
      };
      await database.backup(to, { progress });
    },
    close: () => void database.close(),
  };
}

/** Runs a change in one transaction: all of it is committed, or nothing if `work` throws. */
export function inTransaction<T>(connection: Connection, work: () => T): T {
  connection.execute("BEGIN IMMEDIATE");
  try {
    const result = work();
    connection.execute("COMMIT");
    return result;
  } finally {
    if (connection.isInTransaction()) connection.execute("ROLLBACK");
  }
}

/**
 * Runs `work` in a read transaction. The driver's own transactions would prepare a new function for each of the many
 * reads of a search.
 */
function readInTransaction<T>(
  database: Database.Database,
  prepare: (sql: string) => Database.Statement,
  work: () => T,
): T {
  prepare("BEGIN").run();
  try {
    return work();
  } finally {
    // There is nothing to roll back. After some failures SQLite has already ended the transaction.
    if (database.inTransaction) prepare("COMMIT").run();
  }
}

/**
 * Prepares a connection to a damaged file. This must come before the first access: in exclusive mode SQLite refuses a
 * WAL database that another connection has open.
 */
function prepareSalvage(database: Database.Database): void {
  database.unsafeMode(true);
  database.pragma("locking_mode = EXCLUSIVE");
  database.pragma("writable_schema = ON");
}

/**
 * Parses a JSON column and checks it against a schema.
 *
 * @param path  the database's path, for the message
 * @throws {StoreUnavailableError} if the value has another shape
 */
export function parseColumn<T>(schema: z.ZodType<T>, json: string, path: string): T {
  return checkShape(schema, parseJson(json), path);
}

function checkShape<T>(schema: z.ZodType<T>, value: unknown, path: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const place = result.error.issues[0]?.path.join(".") ?? "";
  throw new StoreUnavailableError(`A row of ${path} has an unexpected shape at "${place}".`, {
    hint: "Run `lydian doctor`, then `lydian doctor --repair`. Or restore the store from a backup.",
  });
}

function closedError(path: string): StoreUnavailableError {
  return new StoreUnavailableError(`The store ${path} was closed.`, { hint: "Open it again." });
}
