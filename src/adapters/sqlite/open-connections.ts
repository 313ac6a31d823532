import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { StoreUnavailableError } from "../../core/index.ts";
import { checkFormat, isEmptyDatabase } from "./check-format.ts";
import { type Connection, openConnection } from "./connection.ts";
import { mapFolderError } from "./map-sqlite-error.ts";
import { migrate } from "./migrate.ts";
import { applicationId, pageSizeBytes, schemaOfVersion1 } from "./schema.ts";
import { type Waiting, whenFree } from "./when-free.ts";

const keptLogBytes = 64 * 1024 * 1024;

export interface Connections {
  /** Sees committed states only, also while a transaction is open beside it. */
  readonly reading: Connection;
  readonly writing: Connection | undefined;
}

interface Opening extends Waiting {
  readonly mode: "read" | "write";
  readonly create: boolean;
}

export async function openConnections(opening: Opening, signal: AbortSignal): Promise<Connections> {
  const { path, mode, create } = opening;
  if (mode === "read" || !create) requireFile(path);
  const writing = mode === "write" ? await openWriting(opening, signal) : undefined;
  try {
    return { reading: await openReading(opening, signal), writing };
  } catch (error) {
    writing?.close();
    throw error;
  }
}

function openReading(waiting: Waiting, signal: AbortSignal): Promise<Connection> {
  return whenFree(
    () =>
      openWith(waiting.path, true, (connection) => {
        if (isEmptyDatabase(connection)) throw missingError(waiting.path);
        checkFormat(connection);
      }),
    waiting,
    signal,
  );
}

function openWriting(opening: Opening, signal: AbortSignal): Promise<Connection> {
  return whenFree(
    () => {
      if (opening.create) makeFolder(dirname(opening.path));
      return openWith(opening.path, false, prepareWriting);
    },
    opening,
    signal,
  );
}

function openWith(path: string, readonly: boolean, prepare: (connection: Connection) => void): Connection {
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
  migrate(connection);
  // FULL: a commit that was reported survives a power cut (decision 2).
  connection.pragma("synchronous = FULL");
  // The log grows with the largest commit; without this it would keep that length.
  connection.pragma(`journal_size_limit = ${keptLogBytes}`);
  connection.pragma("foreign_keys = ON");
}

/** Two processes may be here at once: the lock decides who makes the tables. */
function createSchema(connection: Connection): void {
  connection.pragma(`page_size = ${pageSizeBytes}`);
  connection.pragma("journal_mode = WAL");
  connection.execute("BEGIN IMMEDIATE");
  try {
    if (isEmptyDatabase(connection)) {
      connection.execute(schemaOfVersion1);
      connection.pragma(`application_id = ${applicationId}`);
      connection.pragma("user_version = 1");
    }
    connection.execute("COMMIT");
  } finally {
    if (connection.isInTransaction()) connection.execute("ROLLBACK");
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw mapFolderError(error, folder);
  }
}

function requireFile(path: string): void {
  if (!existsSync(path)) throw missingError(path);
}

function missingError(path: string): StoreUnavailableError {
  return new StoreUnavailableError(`There is no store at ${dirname(path)}.`, {
    hint: "Run `lydian add PATH` to make one, or name another folder with --store.",
  });
}
