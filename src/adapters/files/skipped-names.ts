/** Ignore files in the order in which they are read. If two patterns match a path, the later one decides. */
export const IGNORE_FILES: readonly string[] = [".gitignore", ".lydianignore"];

/** Folders that never contain the user's documents. Hidden names (.git, .lydian) are skipped, too. */
export const SKIPPED_FOLDERS: readonly string[] = ["node_modules"];
