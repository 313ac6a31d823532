import { mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { StateStore } from "../../core/index.ts";
import { keepCalibration, readCalibration, removeCalibration } from "./calibration-rows.ts";
import { type Connection, openConnection } from "./connection.ts";
import { emptyLog } from "./empty-log.ts";
import { mapFolderError } from "./map-sqlite-error.ts";
import { deleteAnswer, keepAnswer, listAnswers, readAnswer } from "./state-answers.ts";
import { createCallStore } from "./state-calls.ts";
import { deleteConversation, keepTurn, listConversations, readTurns } from "./state-conversations.ts";
import { createFeedbackStore } from "./state-feedback.ts";
import { prepareReading, prepareState, stateVersion } from "./state-format.ts";
import { createJobStore } from "./state-jobs.ts";
import { createKeyStore } from "./state-keys.ts";
import { forgetPartials, keepPartial, readPartial } from "./state-partials.ts";
import { createWatchStore } from "./state-watches.ts";
import { whenFree } from "./when-free.ts";

export interface SqliteStateOptions {
  /** The store's folder; the file in it is `state.db`. */
  readonly directory: string;
  /** How long to wait, in milliseconds, while another process writes. From 0. */
  readonly waitMs: number;
  /** `write` makes folder and file where there is none, and brings an older file to this version. */
  readonly mode: "read" | "write";
}

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
  /** Then the write-ahead log is emptied, which still has the rows. */
  const erase = async (remove: () => boolean, signal: AbortSignal) => {
    const wasThere = await free(remove, signal);
    if (wasThere) await free(() => emptyLog(connection, "It is removed"), signal);
    return wasThere;
  };
  return {
    formatVersion: stateVersion,
    ...createKeyStore(connection, free),
    ...createJobStore(connection, free),
    ...createFeedbackStore(connection, free),
    ...createCallStore(connection, free),
    ...createWatchStore(connection, free),
    keepAnswer: (answer, signal) => free(() => keepAnswer(connection, answer), signal),
    listAnswers: (query, signal) => free(() => listAnswers(connection, query), signal),
    readAnswer: (answer, signal) => free(() => readAnswer(connection, answer), signal),
    removeAnswer: (answer, signal) => erase(() => deleteAnswer(connection, answer), signal),
    keepTurn: (turn, signal) => free(() => keepTurn(connection, turn), signal),
    listConversations: (query, signal) => free(() => listConversations(connection, query), signal),
    readTurns: (conversation, signal) => free(() => readTurns(connection, conversation), signal),
    removeConversation: (conversation, signal) => erase(() => deleteConversation(connection, conversation), signal),
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
    else prepareReading(connection);
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
