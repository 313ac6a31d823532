import { z } from "zod";
import { StoreBusyError } from "../../core/index.ts";
import type { Connection } from "./connection.ts";

const checkpointRows = z.array(z.object({ busy: z.number() }));

/** Empties the write-ahead log, and returns false if another process still reads an older state from it. */
export function emptyLog(connection: Connection): boolean {
  const [checkpoint] = checkpointRows.parse(connection.pragma("wal_checkpoint(TRUNCATE)"));
  return checkpoint?.busy === 0;
}

/**
 * Empties the write-ahead log of `state.db`, which still contains what was removed or replaced.
 *
 * @param subject  start of the message: "The answer is removed, but its text"
 * @throws {StoreBusyError} while another process reads an older state
 */
export function eraseFromLog(connection: Connection, subject: string): void {
  if (emptyLog(connection)) return;
  throw new StoreBusyError(
    `${subject} is still in ${connection.path}-wal. It cannot be erased while another process reads an older state.`,
    {
      hint: "Stop the other process, such as a server or a backup, then make any change: it erases the text.",
    },
  );
}
