import { join } from "node:path";

/** Names of Lydian's own files in a store's folder. They are never read as documents. */
const STORE_FILES = ["store", "state"].flatMap((name) => [`${name}.db`, `${name}.db-wal`, `${name}.db-shm`]);
const OWN_FILES = [...STORE_FILES, "settings.yaml", "guards.yaml"];

/** Returns the paths of Lydian's own files in a store's folder. */
export const storeFiles = (folder: string) => OWN_FILES.map((name) => join(folder, name));
