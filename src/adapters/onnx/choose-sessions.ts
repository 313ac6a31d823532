import { availableParallelism } from "node:os";
import { InvalidArgumentError } from "../../core/index.ts";

/** More sessions than this share the memory's bandwidth and win little. */
const MOST_SESSIONS = 4;
const SESSIONS_LIMIT = 64;

/** Runs asked for ahead of each session, so that a thread never waits for the caller's. */
export const RUNS_AHEAD = 2;

/** @throws {InvalidArgumentError} unless it is a whole number from 1 to 64 */
export function chooseSessions(wanted: number | undefined): number {
  const sessions = wanted ?? Math.min(MOST_SESSIONS, availableParallelism());
  if (Number.isInteger(sessions) && sessions >= 1 && sessions <= SESSIONS_LIMIT) return sessions;
  throw new InvalidArgumentError(`sessions is ${sessions}; it is a whole number from 1 to ${SESSIONS_LIMIT}.`);
}
