import { statSync } from "node:fs";
import { join } from "node:path";
import { randomSecrets } from "../adapters/system/index.ts";
import { type Configuration, openTrustMarks } from "../config/index.ts";
import { once } from "./once.ts";

/** Returns whether the store's folder has a `state.db`. A crash at its creation may leave an empty file. */
export function hasState(directory: string): boolean {
  return (statSync(join(directory, "state.db"), { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** Prepares `state.db`. Only a call that writes opens it for writing, since the folder may be read-only. */
export function prepareState({ store, settings, trust, userFolder }: Configuration) {
  const { folder: directory } = store;
  const waitMs = settings.store.waitSeconds * 1_000;
  const open = async (mode: "read" | "write") => {
    const { openSqliteState } = await import("../adapters/sqlite/index.ts");
    const areRequired = trust.isRequired;
    const secrets = mode === "write" ? randomSecrets : undefined;
    const marks = await openTrustMarks({ folder: directory, userFolder, areRequired, secrets });
    return openSqliteState({ directory, waitMs, mode, marks });
  };
  const reading = once(() => open("read"));
  const writing = once(() => open("write"));
  // An open writer is also used for reading, because it has upgraded an older file to this version.
  const read = async () => (await writing.opened()) ?? (hasState(directory) ? reading() : undefined);
  return {
    parts: { read, write: writing },
    close: async () => {
      await (await reading.opened())?.close();
      await (await writing.opened())?.close();
    },
  };
}
