import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ProfileFolder } from "../config/index.ts";

/**
 * Where profiles are looked for: of the user, those that come with Lydian, and of the store, in this order. A store may have
 * come with somebody else's folder: it takes no name that is known, and so puts no words into prompts unasked.
 */
export function profileFolders(store: string, userConfig: string): readonly ProfileFolder[] {
  return [
    { origin: "user", path: join(userConfig, "profiles") },
    { origin: "bundled", path: fileURLToPath(new URL("../../profiles", import.meta.url)) },
    { origin: "store", path: join(store, "profiles") },
  ];
}
