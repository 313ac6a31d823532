/** In the order in which they are read: of two patterns that fit, the later one counts. */
export const IGNORE_FILES: readonly string[] = [".gitignore", ".lydianignore"];

/** Never the user's documents; hidden names (.git, .lydian) are skipped too. */
export const SKIPPED_FOLDERS: readonly string[] = ["node_modules"];
