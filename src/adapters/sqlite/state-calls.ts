import { z } from "zod";
import type { BegunCall, CallStore } from "../../core/index.ts";
import { type Connection, inTransaction } from "./connection.ts";
import { requireRoom } from "./state-quotas.ts";
import type { RunWhenFree } from "./when-free.ts";

type CallToBegin = Parameters<CallStore["beginCall"]>[0];

const countRow = z.object({ count: z.number() });
const callRow = z.object({
  fingerprint: z.string(),
  held_until: z.string(),
  status: z.number().nullable(),
  body: z.string().nullable(),
});

/** Creates the store of repeatable calls in `state.db`. Each function runs when the database is free. */
export function createCallStore(connection: Connection, whenFree: RunWhenFree): CallStore {
  return {
    beginCall: (call, signal) => whenFree(() => inTransaction(connection, () => beginCall(connection, call)), signal),
    endCall: ({ caller, key, status, body }, signal) =>
      whenFree(() => {
        const sql = "UPDATE calls SET status = @status, body = @body WHERE caller = @caller AND key = @key";
        connection.run(sql, { caller, key, status, body });
      }, signal),
    dropCall: ({ caller, key }, signal) =>
      whenFree(() => {
        connection.run("DELETE FROM calls WHERE caller = @caller AND key = @key", { caller, key });
      }, signal),
  };
}

/** Begins a call. The transaction decides which of several simultaneous calls begins, even in two processes. */
function beginCall(connection: Connection, call: CallToBegin): BegunCall {
  const { caller, key, fingerprint, now, until, forgetBefore, quota } = call;
  connection.run("DELETE FROM calls WHERE begun_at < @forgetBefore", { forgetBefore });
  const isKnown = "SELECT count(*) AS count FROM calls WHERE caller = @caller AND key = @key";
  if (connection.get(countRow, isKnown, { caller, key })?.count === 0) requireRoom(connection, "calls", caller, quota);
  const sql = `INSERT INTO calls (caller, key, fingerprint, begun_at, held_until)
    VALUES (@caller, @key, @fingerprint, @now, @until)
    ON CONFLICT (caller, key) DO UPDATE SET begun_at = @now, held_until = @until
    WHERE status IS NULL AND held_until <= @now AND fingerprint = @fingerprint`;
  if (connection.run(sql, { caller, key, fingerprint, now, until }).changes > 0) return { state: "begun" };

  const row = connection.get(
    callRow,
    "SELECT fingerprint, held_until, status, body FROM calls WHERE caller = @caller AND key = @key",
    { caller, key },
  );
  // Another process has dropped the call in the meantime. The next retry begins it.
  if (row === undefined) return { state: "running" };
  if (row.fingerprint !== fingerprint) return { state: "other" };
  if (row.status === null || row.body === null) return { state: "running" };
  return { state: "done", status: row.status, body: row.body };
}
