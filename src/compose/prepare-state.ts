import { existsSync } from "node:fs";
import { join } from "node:path";
import { once } from "./once.ts";

/** Whether the application has remembered anything in this store's folder. */
export const hasState = (directory: string) => existsSync(join(directory, "state.db"));

/** Opened for writing only by what writes: the folder may be one that can only be read. */
export function prepareState(directory: string, waitMs: number) {
  const open = async (mode: "read" | "write") => {
    const { openSqliteState } = await import("../adapters/sqlite/index.ts");
    return openSqliteState({ directory, waitMs, mode });
  };
  const reading = once(() => open("read"));
  const writing = once(() => open("write"));
  // What writes has brought an older file to this version, and sees it so.
  const read = async () => (await writing.opened()) ?? (hasState(directory) ? reading() : undefined);
  return {
    parts: { read, write: writing },
    close: async () => {
      await (await reading.opened())?.close();
      await (await writing.opened())?.close();
    },
  };
}
