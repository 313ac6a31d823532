import { mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { crc32 } from "node:zlib";
import { z } from "zod";
import { BlockCorruptError, type KeptAnswer, type StateStore } from "../../core/index.ts";
import { keepCalibration, readCalibration, removeCalibration } from "./calibration-rows.ts";
import { type Connection, openConnection } from "./connection.ts";
import { emptyLog } from "./empty-log.ts";
import { mapFolderError } from "./map-sqlite-error.ts";
import { checkState, prepareState, stateVersion } from "./state-format.ts";
import { forgetPartials, keepPartial, readPartial } from "./state-partials.ts";
import { type Waiting, whenFree } from "./when-free.ts";

export interface SqliteStateOptions {
  /** The store's folder; the file in it is `state.db`. */
  readonly directory: string;
  /** How long to wait, in milliseconds, while another process writes. From 0. */
  readonly waitMs: number;
  /** `write` makes folder and file where there is none. */
  readonly mode: "read" | "write";
}

const summaryRow = z.object({
  id: z.string(),
  collection: z.string(),
  question: z.string(),
  status: z.enum(["grounded", "abstained"]),
  saved_at: z.string(),
});
const answerRow = summaryRow.extend({ checksum: z.number(), record: z.string() });
const columns = "id, collection, question, status, saved_at";

/**
 * Opens what the application remembers: one SQLite database in WAL mode beside the store.
 *
 * @throws {StoreUnavailableError} if the file is no state of Lydian's, or may not be read or written
 * @throws {StoreVersionError} if a newer Lydian wrote it
 * @throws {StoreBusyError} if it was not free within `waitMs`
 */
export async function openSqliteState({ directory, waitMs, mode }: SqliteStateOptions): Promise<StateStore> {
  const waiting = { path: join(resolve(directory), "state.db"), waitMs };
  const connection = await whenFree(() => open(waiting.path, mode), waiting, new AbortController().signal);
  const free = <T>(work: () => T, signal: AbortSignal): Promise<T> => whenFree(work, waiting, signal);
  return {
    formatVersion: stateVersion,
    keepAnswer: (answer, signal) => free(() => keepAnswer(connection, answer), signal),
    listAnswers: ({ limit }, signal) =>
      free(() => {
        const sql = `SELECT ${columns} FROM answers ORDER BY saved_at DESC, id DESC LIMIT @limit`;
        return connection.all(summaryRow, sql, { limit }).map(summaryFrom);
      }, signal),
    readAnswer: (id, signal) => free(() => readAnswer(connection, id), signal),
    removeAnswer: (id, signal) => removeAnswer(connection, id, { waiting, signal }),
    keepPartial: (partial, signal) => free(() => keepPartial(connection, partial), signal),
    readPartial: (key, signal) => free(() => readPartial(connection, key), signal),
    forgetPartials: async (before, signal) => {
      const forgotten = await free(() => forgetPartials(connection, before), signal);
      if (forgotten > 0 && before === undefined) await free(() => emptyLog(connection, "It is removed"), signal);
      return forgotten;
    },
    keepCalibration: (calibration, signal) => keepCalibration(connection, calibration, { waiting, signal }),
    readCalibration: (collection, signal) => free(() => readCalibration(connection, collection), signal),
    removeCalibration: (collection, signal) => removeCalibration(connection, collection, { waiting, signal }),
    close: async () => connection.close(),
  };
}

function open(path: string, mode: SqliteStateOptions["mode"]): Connection {
  if (mode === "write") makeFolder(dirname(path));
  const connection = openConnection(path, { readonly: mode === "read" });
  try {
    if (mode === "write") prepareState(connection);
    else checkState(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw mapFolderError(error, folder);
  }
}

function keepAnswer(connection: Connection, { id, collection, question, status, savedAt, record }: KeptAnswer): void {
  connection.run(
    `INSERT INTO answers (id, collection, question, status, saved_at, checksum, record)
     VALUES (@id, @collection, @question, @status, @savedAt, @checksum, @record)`,
    { id, collection, question, status, savedAt, checksum: crc32(record), record },
  );
}

function readAnswer(connection: Connection, id: string): KeptAnswer | undefined {
  const sql = `SELECT ${columns}, checksum, record FROM answers WHERE id = @id`;
  const row = connection.get(answerRow, sql, { id });
  if (row === undefined) return undefined;
  if (crc32(row.record) !== row.checksum)
    throw new BlockCorruptError(`The saved answer ${id} in ${connection.path} is damaged.`, {
      hint: "Restore state.db from a backup, or remove the answer with `lydian answers remove`.",
    });
  return { ...summaryFrom(row), record: row.record };
}

/** Then the write-ahead log is emptied, which still has the row. */
async function removeAnswer(
  connection: Connection,
  id: string,
  { waiting, signal }: { readonly waiting: Waiting; readonly signal: AbortSignal },
): Promise<boolean> {
  const sql = "DELETE FROM answers WHERE id = @id";
  const wasThere = await whenFree(() => connection.run(sql, { id }).changes > 0, waiting, signal);
  if (wasThere) await whenFree(() => emptyLog(connection, "The answer is removed"), waiting, signal);
  return wasThere;
}

function summaryFrom({ id, collection, question, status, saved_at: savedAt }: z.infer<typeof summaryRow>) {
  return { id, collection, question, status, savedAt };
}
