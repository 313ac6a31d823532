import { z } from "zod";
import { StoreBusyError } from "../../core/index.ts";
import type { Connection } from "./connection.ts";

const checkpointRows = z.array(z.object({ busy: z.number() }));

/**
 * Empties the write-ahead log, which still has what was removed or replaced.
 *
 * @param done  what has happened already, for the message: "The answer is removed"
 * @throws {StoreBusyError} while others read an older state
 */
export function emptyLog(connection: Connection, done: string): void {
  const [checkpoint] = checkpointRows.parse(connection.pragma("wal_checkpoint(TRUNCATE)"));
  if (checkpoint?.busy === 0) return;
  throw new StoreBusyError(`${done}, but its text is not erased yet, since others read an older state.`, {
    hint: "Let them end; the next change of what is remembered erases it.",
  });
}
