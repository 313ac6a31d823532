import { dirname, join, resolve } from "node:path";
import { never, type StateStore, type TrustMarks } from "../../core/index.ts";
import { keepCalibration, readCalibration, removeCalibration } from "./calibration-rows.ts";
import { isEmptyDatabase } from "./check-format.ts";
import { type Connection, openConnection } from "./connection.ts";
import { makeStoreFolder } from "./make-store-folder.ts";
import { openMarkTable } from "./mark-table.ts";
import { createPrivateFile, tightenFiles } from "./private-files.ts";
import { requireOwnSchema, stateDifferences } from "./require-own-schema.ts";
import { deleteAnswer, keepAnswer, listAnswers, readAnswer } from "./state-answers.ts";
import { createCallStore } from "./state-calls.ts";
import { deleteConversation, keepTurn, listConversations, readTurns } from "./state-conversations.ts";
import { createFailureStore } from "./state-failures.ts";
import { createFeedbackStore } from "./state-feedback.ts";
import { checkState, prepareReading, prepareState, stateVersion } from "./state-format.ts";
import { createGuardExampleStore } from "./state-guard-examples.ts";
import { createJobStore } from "./state-jobs.ts";
import { createKeyStore } from "./state-keys.ts";
import { forgetPartials, keepPartial, readPartial } from "./state-partials.ts";
import { requireRoom } from "./state-quotas.ts";
import { createReviewStore } from "./state-reviews.ts";
import { createWatchStore } from "./state-watches.ts";
import { createTrustStore } from "./trust-rows.ts";
import { type RunWhenFree, whenFree } from "./when-free.ts";
import { eraseFromLog } from "./write-ahead-log.ts";

export interface SqliteStateOptions {
  /** The store's folder; the file in it is `state.db`. */
  readonly directory: string;
  /** Maximum wait for another process's write, in milliseconds, ≥ 0. */
  readonly waitMs: number;
  /** `write` creates folder and file if they are missing, and upgrades an older file. */
  readonly mode: "read" | "write";
  /** Marks of the rows that the user has made or trusts. Default: none are made or required. */
  readonly marks?: TrustMarks;
}

const noMarks: TrustMarks = { areRequired: false, markOf: () => undefined };

/**
 * Opens the state of the application: one SQLite database in WAL mode beside the store.
 *
 * @throws {StoreUnavailableError} if the file is not a state of Lydian, or may not be read or written
 * @throws {StoreVersionError} if a newer Lydian wrote it
 * @throws {ForeignSchemaError} if another program has added or changed tables, views or triggers
 * @throws {StoreBusyError} if it is not free within `waitMs`
 */
export async function openSqliteState(options: SqliteStateOptions): Promise<StateStore> {
  const { directory, waitMs, mode, marks: madeBy = noMarks } = options;
  const lockWait = { path: join(resolve(directory), "state.db"), waitMs };
  const connection = await whenFree(() => open(lockWait.path, mode), lockWait, never);
  const marks = openMarkTable(connection, madeBy);
  const free: RunWhenFree = (work, signal) => whenFree(work, lockWait, signal);
  /** Removes rows, then empties the write-ahead log, which still contains them. */
  const erase = async (remove: () => boolean, signal: AbortSignal) => {
    const isRemoved = await free(remove, signal);
    if (isRemoved) await free(() => eraseFromLog(connection, "It is removed, but its text"), signal);
    return isRemoved;
  };

  return {
    formatVersion: stateVersion,
    ...createKeyStore(connection, marks, free),
    ...createJobStore(connection, marks, free),
    ...createFeedbackStore(connection, free),
    ...createGuardExampleStore(connection, free),
    ...createCallStore(connection, free),
    ...createReviewStore(connection, free),
    ...createWatchStore(connection, marks, free),
    ...createFailureStore(connection, free),
    ...createTrustStore(connection, marks, free),
    requireRoom: (kind, caller, quota, signal) => free(() => requireRoom(connection, kind, caller, quota), signal),
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
      const removedCount = await free(() => forgetPartials(connection, before), signal);
      if (removedCount > 0 && before === undefined)
        await free(() => eraseFromLog(connection, "It is removed, but its text"), signal);
      return removedCount;
    },
    keepCalibration: (calibration, signal) => keepCalibration(connection, calibration, { lockWait, signal }),
    readCalibration: (collection, signal) => free(() => readCalibration(connection, collection), signal),
    removeCalibration: (collection, signal) => removeCalibration(connection, collection, { lockWait, signal }),
    close: async () => connection.close(),
  };
}

function open(path: string, mode: SqliteStateOptions["mode"]): Connection {
  if (mode === "write") {
    makeStoreFolder(dirname(path));
    createPrivateFile(path);
  }
  const connection = openConnection(path, { readonly: mode === "read" });
  try {
    if (isEmptyDatabase(connection)) {
      if (mode === "read") return openEmpty(connection);
    } else {
      checkState(connection);
      requireOwnSchema(connection, stateDifferences);
    }
    if (mode === "write") prepareState(connection);
    else prepareReading(connection);
    tightenFiles(path);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Opens empty tables in memory for a file without any, which a crash at its creation leaves. A writer creates them. */
function openEmpty(connection: Connection): Connection {
  connection.close();
  const empty = openConnection(":memory:", { readonly: false });
  prepareState(empty);
  return empty;
}
