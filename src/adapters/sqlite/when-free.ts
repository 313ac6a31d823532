import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { StoreBusyError } from "../../core/index.ts";
import { isBusy, mapSqliteError } from "./map-sqlite-error.ts";

export interface Waiting {
  readonly path: string;
  /** How long another process may hold the lock. */
  readonly waitMs: number;
}

const longestPauseMs = 50;

/**
 * Tries until the database is free. SQLite's own waiting would stop this whole process meanwhile; this does not.
 *
 * @throws {StoreBusyError} after `waitMs`
 * @throws {StoreUnavailableError} for what SQLite refuses
 */
export async function whenFree<T>(work: () => T, { path, waitMs }: Waiting, signal: AbortSignal): Promise<T> {
  const deadline = performance.now() + waitMs;
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    signal.throwIfAborted();
    try {
      return work();
    } catch (error) {
      if (!isBusy(error)) throw mapSqliteError(error, path);
      if (performance.now() >= deadline) throw busyError(error, { path, waitMs });
    }
    await setTimeout(Math.min(pauseMs, Math.max(0, deadline - performance.now())));
  }
}

function busyError(cause: unknown, { path, waitMs }: Waiting): StoreBusyError {
  return new StoreBusyError(`Another process is writing to ${path}; it was not free within ${waitMs / 1000} s.`, {
    hint: "Wait until it is done, or wait longer with `--wait SECONDS`.",
    cause,
  });
}
