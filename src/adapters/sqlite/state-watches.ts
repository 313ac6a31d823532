import { z } from "zod";
import { defined, type Watch, type WatchStore } from "../../core/index.ts";
import { type Connection, parseColumn } from "./connection.ts";
import type { RunWhenFree } from "./when-free.ts";

const watchRow = z.object({
  collection: z.string(),
  uri: z.string(),
  since: z.string(),
  problem: z.string().nullable(),
});

const problemSchema = z.object({
  since: z.string(),
  code: z.string(),
  message: z.string(),
  hint: z.string().exactOptional(),
});

/** Creates the store of watched sources in `state.db`. Each function runs when the database is free. */
export function createWatchStore(connection: Connection, whenFree: RunWhenFree): WatchStore {
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
        connection.run(sql, { collection, uri, since, problem: toColumn(problem) });
      }, signal),
    listWatches: (signal) =>
      whenFree(() => {
        const sql = "SELECT collection, uri, since, problem FROM watches ORDER BY collection, uri";
        return connection.all(watchRow, sql, {}).map(toWatch);
      }, signal),
    tellWatch: ({ collection, uri, problem }, signal) =>
      whenFree(() => {
        const sql = "UPDATE watches SET problem = @problem WHERE collection = @collection AND uri = @uri";
        connection.run(sql, { collection, uri, problem: toColumn(problem) });
      }, signal),
    removeWatch: ({ collection, uri }, signal) =>
      whenFree(() => {
        const sql = "DELETE FROM watches WHERE collection = @collection AND uri = @uri";
        return connection.run(sql, { collection, uri }).changes > 0;
      }, signal),
  };
}

const toColumn = (problem: Watch["problem"]): string | null => (problem === undefined ? null : JSON.stringify(problem));
