import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { StoreBusyError } from "../../core/index.ts";
import { isBusy, mapSqliteError } from "./map-sqlite-error.ts";

/** Database to wait for, and the maximum wait. */
export interface LockWait {
  /** The database's path, for messages. */
  readonly path: string;
  /** Maximum time that another process may hold the lock, in milliseconds. */
  readonly waitMs: number;
}

/** Function `whenFree` for one database. */
export type RunWhenFree = <T>(work: () => T, signal: AbortSignal) => Promise<T>;

const MAX_PAUSE_MS = 50;

/**
 * Retries until the database is free. SQLite's own waiting would block the whole process; this does not.
 *
 * @throws {StoreBusyError} after `waitMs`
 * @throws {StoreUnavailableError} if SQLite refuses for another reason
 */
export async function whenFree<T>(work: () => T, { path, waitMs }: LockWait, signal: AbortSignal): Promise<T> {
  const deadline = performance.now() + waitMs;
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS)) {
    signal.throwIfAborted();
    try {
      return work();
    } catch (error) {
      if (!isBusy(error)) throw mapSqliteError(error, path);
      if (performance.now() >= deadline) throw createBusyError(error, { path, waitMs });
    }
    await setTimeout(Math.min(pauseMs, Math.max(0, deadline - performance.now())));
  }
}

function createBusyError(cause: unknown, { path, waitMs }: LockWait): StoreBusyError {
  return new StoreBusyError(`Another process is writing to ${path}; it was not free within ${waitMs / 1000} s.`, {
    hint: "Retry when the other process has finished, or wait longer with `--wait SECONDS`.",
    cause,
  });
}
