import type { z } from "zod";
import type { Connection } from "./connection.ts";
import { isDamage } from "./is-damage.ts";

interface Scan<T extends { readonly key: number }> {
  /** Query for at most `@limit` rows with a `key` above `@after`, in ascending order of the key. */
  readonly sql: string;
  readonly schema: z.ZodType<T>;
  /** Receives one call for each place that cannot be read. */
  onGap(): void;
}

const ROWS_AT_ONCE = 64;
/** Number of keys tried one by one after an unreadable row. A page of 16 KiB rarely has more rows. */
const KEYS_TRIED = 128;
const LARGEST_KEY = 2 ** 52;

/**
 * Yields the readable rows of a table in order of their key, although pages between them are damaged.
 *
 * SQLite finds a key through the pages above the leaves. A query for later keys therefore skips a broken leaf.
 */
export function* scanRows<T extends { readonly key: number }>(connection: Connection, scan: Scan<T>): Generator<T> {
  let after = -1;
  for (;;) {
    const rows = tryRows(connection, scan, after, ROWS_AT_ONCE) ?? tryRows(connection, scan, after, 1);
    if (rows === undefined) {
      scan.onGap();
      const next = findReadable(connection, scan, after);
      if (next === undefined) return;
      after = next;
      continue;
    }
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.key;
  }
}

/** Returns the smallest bound above `after` from which rows can be read again, if the search finds one. */
function findReadable<T extends { readonly key: number }>(
  connection: Connection,
  scan: Scan<T>,
  after: number,
): number | undefined {
  const isReadable = (bound: number) => tryRows(connection, scan, bound, 1) !== undefined;
  for (let bound = after + 1; bound <= after + KEYS_TRIED; bound++) if (isReadable(bound)) return bound;

  let failing = after + KEYS_TRIED;
  for (let step = KEYS_TRIED; step <= LARGEST_KEY; step *= 2) {
    const bound = after + KEYS_TRIED + step;
    if (!isReadable(bound)) failing = bound;
    else return smallestReadable(isReadable, failing, bound);
  }
  return undefined;
}

/** Finds the smallest readable bound between a failing and a readable one by bisection. */
function smallestReadable(isReadable: (bound: number) => boolean, failing: number, readable: number): number {
  let [low, high] = [failing, readable];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isReadable(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * Returns the rows of a range, or undefined if one of them cannot be read. A damaged page may give keys again that were
 * read before, so keys that do not ascend count as unreadable; otherwise a scan might never end.
 */
function tryRows<T extends { readonly key: number }>(
  connection: Connection,
  { sql, schema }: Scan<T>,
  after: number,
  limit: number,
): readonly T[] | undefined {
  try {
    const rows = connection.all(schema, sql, { after, limit });
    return doAscend(rows, after) ? rows : undefined;
  } catch (error) {
    if (!isDamage(error)) throw error;
    return undefined;
  }
}

function doAscend(rows: readonly { readonly key: number }[], after: number): boolean {
  return rows.every(({ key }, index) => key > (rows[index - 1]?.key ?? after));
}
