import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import createIgnore, { type Ignore } from "ignore";
import { IGNORE_FILES } from "./left-out.ts";

/** What editors, office programs and downloads leave behind while they work. */
const TEMPORARY_FILES = [
  ...["~$*", ".~lock.*#", ".#*", "\\#*#", "*~", "*.swp", "*.swx", "*.swo", "4913"],
  ...["*.tmp", "*.temp", "*.part", "*.partial", "*.crdownload", "*.download"],
];

/** Which paths below a folder are left out. */
export interface IgnoreRules {
  /** @param path  that begins with the folder that was walked first */
  ignores(path: string, kind: "file" | "folder"): boolean;
  /** With the rules of a folder further down over these. */
  within(folder: string): IgnoreRules;
}

/**
 * The rules of `.gitignore` and `.lydianignore` in a folder, with git's meaning: a pattern holds from its file's
 * folder downwards, the nearest file that speaks of a path decides, and `!` takes back. Rules above the folder that is
 * walked are not read. Temporary files are left out unless a rule takes that back.
 *
 * @throws the operating system's error if there are rules that can not be read
 */
export function readIgnoreRules(folder: string): IgnoreRules {
  const temporary = { folder, patterns: createIgnore().add(TEMPORARY_FILES) };
  return chain([temporary]).within(folder);
}

interface Layer {
  readonly folder: string;
  readonly patterns: Ignore;
}

/** @param layers  the outermost first */
function chain(layers: readonly Layer[]): IgnoreRules {
  return {
    ignores(path, kind) {
      for (const { folder, patterns } of layers.toReversed()) {
        const below = relative(folder, path).split(sep).join("/");
        const { ignored, unignored } = patterns.test(kind === "folder" ? `${below}/` : below);
        if (ignored || unignored) return ignored;
      }
      return false;
    },
    within(folder) {
      const texts = IGNORE_FILES.map((name) => readIfThere(join(folder, name)));
      if (texts.every((text) => text === "")) return chain(layers);
      return chain([...layers, { folder, patterns: createIgnore({ ignorecase: false }).add(texts.join("\n")) }]);
    },
  };
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    // A folder of this name holds no rules.
    if (code === "ENOENT" || code === "EISDIR") return "";
    throw error;
  }
}
