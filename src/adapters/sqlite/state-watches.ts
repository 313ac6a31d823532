import { z } from "zod";
import { defined, type Watch, type WatchStore } from "../../core/index.ts";
import { type Connection, inTransaction, parseColumn } from "./connection.ts";
import type { MarkedRow, MarkTable } from "./mark-table.ts";
import type { RunWhenFree } from "./when-free.ts";

const watchRow = z.object({
  collection: z.string(),
  uri: z.string(),
  since: z.string(),
  problem: z.string().nullable(),
});

const placeRow = watchRow.pick({ collection: true, uri: true });

const problemSchema = z.object({
  since: z.string(),
  code: z.string(),
  message: z.string(),
  hint: z.string().exactOptional(),
});

/** Creates the store of watched sources in `state.db`. A watch without a required mark is left out. */
export function createWatchStore(connection: Connection, marks: MarkTable, whenFree: RunWhenFree): WatchStore {
  const toWatch = ({ problem, ...rest }: z.infer<typeof watchRow>): Watch =>
    defined({
      ...rest,
      problem: problem === null ? undefined : parseColumn(problemSchema, problem, connection.path),
    });

  return {
    keepWatch: ({ collection, uri, since, problem }, signal) =>
      whenFree(() => {
        const sql = `INSERT INTO watches (collection, uri, since, problem) VALUES (@collection, @uri, @since, @problem)
          ON CONFLICT (collection, uri) DO NOTHING`;
        inTransaction(connection, () => {
          connection.run(sql, { collection, uri, since, problem: toColumn(problem) });
          marks.add(markedWatch({ collection, uri }));
        });
      }, signal),
    listWatches: (signal) =>
      whenFree(() => {
        const sql = "SELECT collection, uri, since, problem FROM watches ORDER BY collection, uri";
        const rows = connection.all(watchRow, sql, {});
        return rows.filter((row) => marks.counts(markedWatch(row))).map(toWatch);
      }, signal),
    tellWatch: ({ collection, uri, problem }, signal) =>
      whenFree(() => {
        const sql = "UPDATE watches SET problem = @problem WHERE collection = @collection AND uri = @uri";
        connection.run(sql, { collection, uri, problem: toColumn(problem) });
      }, signal),
    removeWatch: ({ collection, uri }, signal) =>
      whenFree(() => {
        const sql = "DELETE FROM watches WHERE collection = @collection AND uri = @uri";
        return inTransaction(connection, () => {
          marks.remove(markedWatch({ collection, uri }));
          return connection.run(sql, { collection, uri }).changes > 0;
        });
      }, signal),
  };
}

/** Returns all watches, sorted by collection, then URI. */
export const watchRows = (connection: Connection): readonly MarkedRow[] =>
  connection.all(placeRow, "SELECT collection, uri FROM watches ORDER BY collection, uri").map(markedWatch);

const markedWatch = ({ collection, uri }: Pick<Watch, "collection" | "uri">): MarkedRow => ({
  kind: "watch",
  id: JSON.stringify([collection, uri]),
  name: uri,
  content: [],
});

const toColumn = (problem: Watch["problem"]): string | null => (problem === undefined ? null : JSON.stringify(problem));
