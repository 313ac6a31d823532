import { availableParallelism } from "node:os";
import { InvalidArgumentError } from "../../core/index.ts";

/** Maximum number of sessions by default. More sessions compete for the memory's bandwidth and gain little. */
const MAX_DEFAULT_SESSIONS = 4;
const MAX_SESSIONS = 64;

/** Number of runs queued in each session, so that its thread never waits for the caller's thread. */
export const RUNS_AHEAD = 2;

/**
 * Returns the number of sessions: the setting, or else the number of cores, at most 4.
 *
 * @throws {InvalidArgumentError} unless the setting is a whole number from 1 to 64
 */
export function chooseSessions(setting: number | undefined): number {
  const sessions = setting ?? Math.min(MAX_DEFAULT_SESSIONS, availableParallelism());
  if (Number.isInteger(sessions) && sessions >= 1 && sessions <= MAX_SESSIONS) return sessions;
  throw new InvalidArgumentError(`sessions must be a whole number from 1 to ${MAX_SESSIONS}, not ${sessions}.`);
}
