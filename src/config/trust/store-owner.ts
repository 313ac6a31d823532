import { statSync } from "node:fs";
import { join } from "node:path";

/** Names in a store's folder whose owner could change what the store does. */
const FILES = ["", "settings.yaml", "guards.yaml", "store.db", "state.db"];

/**
 * Returns the user id of another user who owns the store's folder or one of its files; undefined if there is none. Root
 * does not count as another user, because root can change any file. Windows has no user ids.
 */
export function otherOwner(folder: string, user = process.getuid?.()): number | undefined {
  if (user === undefined) return undefined;
  return FILES.map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.uid).find(
    (owner) => owner !== undefined && owner !== user && owner !== 0,
  );
}
