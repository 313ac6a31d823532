import Database from "better-sqlite3";
import { DiskFullError, InvalidArgumentError, StoreBusyError, StoreUnavailableError } from "../../core/index.ts";

interface Failure {
  readonly sentence: string;
  readonly hint: string;
}

/** Messages by the start of an error code of SQLite or the operating system. */
const failures: Readonly<Record<string, Failure>> = {
  SQLITE_IOERR: {
    sentence: "The disk refused to read or write",
    hint: "Check the disk, its free space and its quota. A change that failed was not saved; earlier changes are intact.",
  },
  SQLITE_READONLY: {
    sentence: "The store may not be written",
    hint: "Give this user write permission on the store's folder, or copy the store to another folder.",
  },
  SQLITE_CANTOPEN: {
    sentence: "The store cannot be opened",
    hint: "Give this user permission to read and write the store's folder (reading needs both), or copy the store to another folder.",
  },
  SQLITE_NOTADB: {
    sentence: "The file is not a database",
    hint: "Choose another folder with --store, or move the file away.",
  },
  SQLITE_CORRUPT: {
    sentence: "The store's file is damaged",
    hint: "Run `lydian doctor --repair`, or restore the store from a backup.",
  },
  EACCES: {
    sentence: "Permission is missing",
    hint: "Give this user permission on the folder, or choose another one.",
  },
  EPERM: { sentence: "Permission is missing", hint: "Give this user permission on the folder, or choose another one." },
  EROFS: { sentence: "The file system is read-only", hint: "Choose a folder that can be written with --store." },
  ENOTDIR: { sentence: "A part of the path is a file", hint: "Choose another folder with --store." },
  EEXIST: { sentence: "The path is a file and not a folder", hint: "Choose another folder with --store." },
};

/** Fix of a damaged `state.db`, which has no documents. */
const STATE_HINT =
  "Run `lydian doctor --repair` to save what can be read to a new file, or restore state.db from a backup. The documents are in store.db and stay as they are.";

/** Returns whether another process holds the lock or recovers the write-ahead log, so that a retry can succeed. */
export function isBusy(error: unknown): boolean {
  return (
    error instanceof StoreBusyError ||
    (error instanceof Database.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code))
  );
}

/** Returns an error with a hint for one that SQLite threw. Other errors are returned unchanged. */
export function mapSqliteError(error: unknown, path: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (/^SQLITE_(CONSTRAINT|TOOBIG)/.test(error.code))
    return new InvalidArgumentError(`The store refuses a value: ${error.message} (${error.code}).`, { cause: error });
  return unavailable(error.code, path, error);
}

/** Returns an error with a hint for one that the operating system threw when the store's folder was created. */
export function mapFolderError(error: unknown, path: string): unknown {
  const isSystemError = error instanceof Error && "code" in error && typeof error.code === "string";
  return isSystemError ? unavailable(String(error.code), path, error) : error;
}

/** Codes of a full disk or quota. SQLite cannot enlarge the index of its write-ahead log on a full disk. */
const FULL = /^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)/;

function unavailable(code: string, path: string, cause: unknown): DiskFullError | StoreUnavailableError {
  if (FULL.test(code))
    return new DiskFullError(`The disk is full: ${path} (${code}).`, {
      hint: "Free some space and retry. A change that failed was not saved; earlier changes are intact.",
      cause,
    });
  const failure = failureOf(code, path);
  const { sentence, hint } = failure ?? { sentence: "The store failed", hint: "Run `lydian doctor`." };
  return new StoreUnavailableError(`${sentence}: ${path} (${code}).`, { hint, cause });
}

function failureOf(code: string, path: string): Failure | undefined {
  const failure = Object.entries(failures).find(([start]) => code.startsWith(start))?.[1];
  const isState = /[\\/]state\.db$/.test(path);
  return isState && failure !== undefined && /^SQLITE_(NOTADB|CORRUPT)/.test(code)
    ? { sentence: failure.sentence, hint: STATE_HINT }
    : failure;
}
