import { z } from "zod";
import { type Quota, QuotaExceededError, type QuotaKind } from "../../core/index.ts";
import type { Connection } from "./connection.ts";

const usageRow = z.object({ items: z.number(), bytes: z.number() });

interface CountedKind {
  /** Counts what `@caller` has stored. `octet_length` reads no text, only its length. */
  readonly sql: string;
  /** Says what there are too many of, after "This caller has". */
  readonly words: string;
  readonly hint: string;
}

const RAISE = "or raise `server.maxKeptPerKey`.";

const kinds: Readonly<Record<QuotaKind, CountedKind>> = {
  answers: {
    sql: "SELECT count(*) AS items, coalesce(sum(octet_length(record)), 0) AS bytes FROM answers WHERE caller = @caller",
    words: "saved answers",
    hint: `Remove saved answers (DELETE /api/v1/answers/{answer}), ${RAISE}`,
  },
  conversations: {
    sql: "SELECT count(*) AS items, 0 AS bytes FROM conversations WHERE caller = @caller",
    words: "conversations",
    hint: `Remove conversations (DELETE /api/v1/conversations/{conversation}), ${RAISE}`,
  },
  turns: {
    sql: `SELECT count(*) AS items, coalesce(sum(octet_length(record)), 0) AS bytes FROM turns
      WHERE session IN (SELECT key FROM conversations WHERE caller = @caller)`,
    words: "questions in conversations",
    hint: `Remove conversations (DELETE /api/v1/conversations/{conversation}), ${RAISE}`,
  },
  feedback: {
    sql: `SELECT count(*) AS items, coalesce(sum(octet_length(reason)), 0) AS bytes FROM feedback
      WHERE given_by = @caller`,
    words: "ratings of answers",
    hint: "Raise `server.maxKeptPerKey`, or use another key.",
  },
  calls: {
    sql: "SELECT count(*) AS items, coalesce(sum(octet_length(body)), 0) AS bytes FROM calls WHERE caller = @caller",
    words: "calls with an `Idempotency-Key` within 24 hours",
    hint: `Call without this header, wait, ${RAISE}`,
  },
};

/**
 * Checks that a caller may store another item of a kind. Called inside the transaction that stores it.
 *
 * @throws {QuotaExceededError} if there are as many items, or as many bytes, as the quota allows
 */
export function requireRoom(connection: Connection, kind: QuotaKind, caller: string, quota: Quota | undefined): void {
  if (quota === undefined) return;
  const { sql, words, hint } = kinds[kind];
  const { items, bytes } = connection.get(usageRow, sql, { caller }) ?? { items: 0, bytes: 0 };
  if (items < quota.maxItems && bytes < quota.maxBytes) return;

  const count = items.toLocaleString("en");
  const size = `${Math.ceil(bytes / 1_000_000).toLocaleString("en")} MB`;
  const used = items >= quota.maxItems ? `${count} ${words}` : `${size} of ${words}`;
  throw new QuotaExceededError(`This caller has ${used}, which is the maximum.`, { hint });
}
