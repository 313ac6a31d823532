import type { z } from "zod";
import type { Connection } from "./connection.ts";
import { isDamage } from "./is-damage.ts";

interface Scan<T extends { readonly key: number }> {
  /** Gives rows with a `key` above `@after`, ascending by it, at most `@limit`. */
  readonly sql: string;
  readonly schema: z.ZodType<T>;
  /** Told once for each place that could not be read. */
  onLeap(): void;
}

const ROWS_AT_ONCE = 64;
/** A page of 16 KiB rarely has more rows: up to here, each key behind one that can not be read is tried. */
const KEYS_TRIED = 128;
const LARGEST_KEY = 2 ** 47;

/**
 * The rows of a table that can be read, by key, although pages between them can not.
 *
 * SQLite finds a key through the pages above the leaves, so that a broken leaf is leapt over by asking for keys behind it.
 */
export function* scanRows<T extends { readonly key: number }>(connection: Connection, scan: Scan<T>): Generator<T> {
  let after = -1;
  for (;;) {
    const rows =
      tryRows(connection, scan, { after, limit: ROWS_AT_ONCE }) ?? tryRows(connection, scan, { after, limit: 1 });
    if (rows === undefined) {
      scan.onLeap();
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

/** The least bound, as far as it is looked for, above `after` behind which rows can be read again. */
function findReadable<T extends { readonly key: number }>(
  connection: Connection,
  scan: Scan<T>,
  after: number,
): number | undefined {
  const isReadable = (bound: number) => tryRows(connection, scan, { after: bound, limit: 1 }) !== undefined;
  for (let bound = after + 1; bound <= after + KEYS_TRIED; bound++) if (isReadable(bound)) return bound;
  let failing = after + KEYS_TRIED;
  for (let step = KEYS_TRIED; step <= LARGEST_KEY; step *= 2) {
    const bound = after + KEYS_TRIED + step;
    if (!isReadable(bound)) failing = bound;
    else return leastReadable(isReadable, failing, bound);
  }
  return undefined;
}

function leastReadable(isReadable: (bound: number) => boolean, failing: number, readable: number): number {
  let [low, high] = [failing, readable];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isReadable(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Undefined if one of them can not be read. */
function tryRows<T extends { readonly key: number }>(
  connection: Connection,
  { sql, schema }: Scan<T>,
  bounds: { readonly after: number; readonly limit: number },
): readonly T[] | undefined {
  try {
    return connection.all(schema, sql, bounds);
  } catch (error) {
    if (!isDamage(error)) throw error;
    return undefined;
  }
}
