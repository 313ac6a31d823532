import { join } from "node:path";

/** What Lydian keeps in a store's folder, and never reads as a document of a folder around it. */
const STORE_FILES = ["store", "state"].flatMap((name) => [`${name}.db`, `${name}.db-wal`, `${name}.db-shm`]);
const OWN_FILES = [...STORE_FILES, "settings.yaml"];

/** The paths of the files that are Lydian's own in the folder of a store. */
export const storeFiles = (folder: string) => OWN_FILES.map((name) => join(folder, name));
