import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { StoreUnavailableError } from "../../core/index.ts";
import { checkFormat, isEmptyDatabase } from "./check-format.ts";
import { type Connection, inTransaction, openConnection } from "./connection.ts";
import { makeStoreFolder } from "./make-store-folder.ts";
import { migrate } from "./migrate.ts";
import { createPrivateFile, tightenFiles } from "./private-files.ts";
import { requireOwnSchema, storeDifferences } from "./require-own-schema.ts";
import { applicationId, pageSizeBytes, schemaOfVersion1 } from "./schema.ts";
import { type LockWait, whenFree } from "./when-free.ts";

/** Maximum size to which a checkpoint cuts the write-ahead log. */
const MAX_IDLE_LOG_BYTES = 64 * 1024 * 1024;

export interface Connections {
  /**
   * Connection for reading. It sees only committed states, even while a transaction is open on the other connection.
   */
  readonly readConnection: Connection;
  /** Connection for writing; absent in mode `read`. */
  readonly writeConnection: Connection | undefined;
}

interface OpenOptions extends LockWait {
  readonly mode: "read" | "write";
  /** Creates folder and file if they are missing. */
  readonly create: boolean;
  /** Opens a store that another program has changed, too, in mode `read`, to examine it. Default false. */
  readonly allowsForeignSchema?: boolean;
}

/**
 * Opens the connections to a store, and creates or upgrades its tables in mode `write`.
 *
 * @throws {StoreUnavailableError} if there is no store and none is to be created, or it cannot be opened
 * @throws {StoreVersionError} if its format is unknown
 * @throws {ForeignSchemaError} if another program has added or changed tables, views or triggers
 * @throws {StoreBusyError} after `waitMs`
 */
export async function openConnections(options: OpenOptions, signal: AbortSignal): Promise<Connections> {
  const { path, mode, create } = options;
  if (mode === "read" || !create) requireFile(path);

  const writeConnection = mode === "write" ? await openForWriting(options, signal) : undefined;
  try {
    const readConnection = await openForReading(options, signal);
    tightenFiles(path);
    return { readConnection, writeConnection };
  } catch (error) {
    writeConnection?.close();
    throw error;
  }
}

function openForReading(options: OpenOptions, signal: AbortSignal): Promise<Connection> {
  return whenFree(
    () =>
      openAndPrepare(options.path, true, (connection) => {
        if (isEmptyDatabase(connection)) throw missingError(options.path);
        checkFormat(connection);
        if (options.allowsForeignSchema !== true) requireOwnSchema(connection, storeDifferences);
      }),
    options,
    signal,
  );
}

function openForWriting(options: OpenOptions, signal: AbortSignal): Promise<Connection> {
  return whenFree(
    () => {
      if (options.create) {
        makeStoreFolder(dirname(options.path));
        createPrivateFile(options.path);
      }
      return openAndPrepare(options.path, false, prepareWriting);
    },
    options,
    signal,
  );
}

function openAndPrepare(path: string, readonly: boolean, prepare: (connection: Connection) => void): Connection {
  const connection = openConnection(path, { readonly });
  try {
    prepare(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function prepareWriting(connection: Connection): void {
  if (isEmptyDatabase(connection)) createSchema(connection);
  checkFormat(connection);
  requireOwnSchema(connection, storeDifferences);
  migrate(connection);

  // FULL: a commit that was reported survives a power cut (decision 2).
  connection.pragma("synchronous = FULL");
  // The log grows with the largest commit. Without a limit, its file never shrinks again.
  connection.pragma(`journal_size_limit = ${MAX_IDLE_LOG_BYTES}`);
  connection.pragma("foreign_keys = ON");
}

/**
 * Creates the tables. Two processes may do so at the same time, so the second one finds them inside its transaction.
 */
function createSchema(connection: Connection): void {
  connection.pragma(`page_size = ${pageSizeBytes}`);
  connection.pragma("journal_mode = WAL");
  inTransaction(connection, () => {
    if (!isEmptyDatabase(connection)) return;
    connection.execute(schemaOfVersion1);
    connection.pragma(`application_id = ${applicationId}`);
    connection.pragma("user_version = 1");
  });
}

function requireFile(path: string): void {
  if (!existsSync(path)) throw missingError(path);
}

function missingError(path: string): StoreUnavailableError {
  return new StoreUnavailableError(`There is no store at ${dirname(path)}.`, {
    hint: "Run `lydian add PATH` to create one, or name another folder with --store.",
  });
}
