import { dirname, join, relative, sep } from "node:path";
import { type IgnoreRules, readIgnoreRules } from "./ignore-rules.ts";
import { IGNORE_FILES, SKIPPED_FOLDERS } from "./skipped-names.ts";

/** Filter that decides for single paths what a walk of the folder would skip. */
export interface PathFilter {
  /** Returns whether a path below the folder is skipped. */
  ignores(path: string, kind: "file" | "folder"): boolean;
  /** Returns whether the path is an ignore file. */
  isRules(path: string): boolean;
  /** Clears the rules, so that they are read again. */
  refresh(): void;
}

/**
 * Creates a filter from the ignore files of a folder, which are read when they are needed. If they cannot be read, this
 * filter skips nothing, and the walk of the folder decides.
 */
export function createPathFilter(root: string, skippedPaths: readonly string[] = []): PathFilter {
  const rulesByFolder = new Map<string, IgnoreRules>();
  const rulesOf = (folder: string): IgnoreRules => {
    const cachedRules = rulesByFolder.get(folder);
    if (cachedRules !== undefined) return cachedRules;
    const rules = folder === root ? readIgnoreRules(root) : rulesOf(dirname(folder)).within(folder);
    rulesByFolder.set(folder, rules);
    return rules;
  };
  const isRules = (path: string) => IGNORE_FILES.some((name) => path.endsWith(`${sep}${name}`));

  return {
    isRules,
    refresh: () => rulesByFolder.clear(),
    ignores(path, kind) {
      if (isRules(path)) return false;
      if (skippedPaths.includes(path)) return true;
      const names = relative(root, path).split(sep);
      if (names.some((name) => name.startsWith(".") || SKIPPED_FOLDERS.includes(name))) return true;

      try {
        return names.some((_, index) => {
          const parentOrPath = join(root, ...names.slice(0, index + 1));
          return rulesOf(dirname(parentOrPath)).ignores(parentOrPath, index < names.length - 1 ? "folder" : kind);
        });
      } catch (error) {
        if (error instanceof Error && "code" in error) return false;
        throw error;
      }
    },
  };
}
