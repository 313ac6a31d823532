import { z } from "zod";
import type { IndexState } from "../../core/index.ts";
import type { Connection } from "./connection.ts";
import { readIndexState } from "./segments.ts";

const dataVersionRow = z.object({ data_version: z.number() });

/**
 * Reads index states, each once for as long as nobody commits: every search asks for one, and with many tombstones it
 * takes longer to read than to search. SQLite's `data_version` changes with each commit of another connection, so the
 * connection must be one that never writes.
 */
export function rememberIndexStates(): (connection: Connection, collection: string) => IndexState {
  const states = new Map<string, IndexState>();
  let versionOfStates: number | undefined;
  return (connection, collection) => {
    const version = connection.get(dataVersionRow, "PRAGMA data_version")?.data_version;
    if (version !== versionOfStates) states.clear();
    versionOfStates = version;
    const state = states.get(collection) ?? readIndexState(connection, collection);
    states.set(collection, state);
    return state;
  };
}
