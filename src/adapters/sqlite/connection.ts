import Database from "better-sqlite3";
import type { z } from "zod";
import { type CopyProgress, parseJson, StoreUnavailableError } from "../../core/index.ts";

type Parameters = Readonly<Record<string, string | number | Uint8Array | null>>;

/** 8 MiB: some ten milliseconds, in which nothing else of the process goes on. */
const PAGES_AT_ONCE = 512;

/** One connection to the database. Statements are prepared once; rows pass a schema on their way out. */
export interface Connection {
  readonly path: string;
  all<T>(schema: z.ZodType<T>, sql: string, parameters?: Parameters): readonly T[];
  /** As `all`, row by row; nothing else of the connection may write meanwhile. */
  iterate<T>(schema: z.ZodType<T>, sql: string, parameters?: Parameters): Iterable<T>;
  get<T>(schema: z.ZodType<T>, sql: string, parameters?: Parameters): T | undefined;
  run(sql: string, parameters?: Parameters): { readonly changes: number; readonly key: number };
  /** Several statements without parameters. */
  execute(sql: string): void;
  pragma(text: string): unknown;
  isInTransaction(): boolean;
  /** All reads of `work` see the same state. */
  readConsistently<T>(work: () => T): T;
  /** Copies the database page by page to a file without one; others go on between the steps. */
  copyTo(path: string, onProgress: (progress: CopyProgress) => void): Promise<void>;
  close(): void;
}

interface ConnectionOptions {
  readonly readonly: boolean;
  /** Alone, and although the file may be shorter than it says, or its tables may contradict one another. */
  readonly salvage?: boolean;
}

export function openConnection(path: string, options: ConnectionOptions): Connection {
  // `timeout: 0`: waiting is done by `whenFree`, which lets the rest of the process go on.
  const database = new Database(path, { readonly: options.readonly, fileMustExist: options.readonly, timeout: 0 });
  if (options.salvage) prepareSalvage(database);
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
      return database.inTransaction ? work() : within({ database, prepare }, work);
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

/** As the driver's own transaction, which prepares a function anew for each of the many reads of a search. */
function within<T>(
  { database, prepare }: { readonly database: Database.Database; prepare(sql: string): Database.Statement },
  work: () => T,
): T {
  prepare("BEGIN").run();
  try {
    return work();
  } finally {
    // Nothing was written that could be taken back; after some failures SQLite has ended it.
    if (database.inTransaction) prepare("COMMIT").run();
  }
}

/** Before the first access: in exclusive mode a WAL database is refused while anybody else has it open. */
function prepareSalvage(database: Database.Database): void {
  database.unsafeMode(true);
  database.pragma("locking_mode = EXCLUSIVE");
  database.pragma("writable_schema = ON");
}

/** A JSON column, checked as rows are. */
export function parseColumn<T>(schema: z.ZodType<T>, json: string, path: string): T {
  return checkShape(schema, parseJson(json), path);
}

function checkShape<T>(schema: z.ZodType<T>, value: unknown, path: string): T {
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  const place = checked.error.issues[0]?.path.join(".") ?? "";
  throw new StoreUnavailableError(`A row of ${path} has an unexpected shape at "${place}".`, {
    hint: "Run `lydian doctor`, then `lydian doctor --repair`; or restore the store from a backup.",
  });
}

function closedError(path: string): StoreUnavailableError {
  return new StoreUnavailableError(`The store ${path} was closed.`, { hint: "Open it again." });
}
