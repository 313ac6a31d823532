import { dirname, join, relative, sep } from "node:path";
import { type IgnoreRules, readIgnoreRules } from "./ignore-rules.ts";
import { IGNORE_FILES, SKIPPED_FOLDERS } from "./left-out.ts";

/** Says of single paths what a walk of the folder would leave out. */
export interface PathFilter {
  /** Of a path below the folder, not of the folder itself. */
  ignores(path: string, kind: "file" | "folder"): boolean;
  /** Whether it is a file that says what is left out. */
  isRules(path: string): boolean;
  /** Forgets the rules that were read. */
  refresh(): void;
}

/**
 * The rules of a folder, read when they are first asked for. Those that can not be read leave out nothing here: a walk
 * decides.
 */
export function createPathFilter(root: string, leftOut: readonly string[] = []): PathFilter {
  const rules = new Map<string, IgnoreRules>();
  const rulesOf = (folder: string): IgnoreRules => {
    const known = rules.get(folder);
    if (known !== undefined) return known;
    const read = folder === root ? readIgnoreRules(root) : rulesOf(dirname(folder)).within(folder);
    rules.set(folder, read);
    return read;
  };
  const isRules = (path: string) => IGNORE_FILES.some((name) => path.endsWith(`${sep}${name}`));
  return {
    isRules,
    refresh: () => rules.clear(),
    ignores(path, kind) {
      if (isRules(path)) return false;
      if (leftOut.includes(path)) return true;
      const names = relative(root, path).split(sep);
      if (names.some((name) => name.startsWith(".") || SKIPPED_FOLDERS.includes(name))) return true;
      try {
        return names.some((_, index) => {
          const place = join(root, ...names.slice(0, index + 1));
          return rulesOf(dirname(place)).ignores(place, index < names.length - 1 ? "folder" : kind);
        });
      } catch (error) {
        if (error instanceof Error && "code" in error) return false;
        throw error;
      }
    },
  };
}
