import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import createIgnore, { type Ignore } from "ignore";
import { errorCodeOf, FileTooLargeError, MEGABYTE_BYTES } from "../../core/index.ts";
import { bytesOfPath } from "./path-bytes.ts";
import { IGNORE_FILES } from "./skipped-names.ts";

/** Maximum size of an ignore file. */
const MAX_BYTES = 4 * MEGABYTE_BYTES;

/** Temporary files of editors, office programs and downloads. */
const TEMPORARY_FILES = [
  "~$*",
  ".~lock.*#",
  ".#*",
  "\\#*#",
  "*~",
  "*.swp",
  "*.swx",
  "*.swo",
  "4913",
  "*.tmp",
  "*.temp",
  "*.part",
  "*.partial",
  "*.crdownload",
  "*.download",
];

/** Rules that decide which paths below a folder are ignored. */
export interface IgnoreRules {
  /** @param path  path that begins with the top folder of the walk */
  ignores(path: string, kind: "file" | "folder"): boolean;
  /** Returns these rules plus those in the ignore files of a subfolder. */
  within(folder: string): IgnoreRules;
}

/**
 * Reads the rules of `.gitignore` and `.lydianignore` in a folder, with the same meaning as in git.
 *
 * A pattern applies from its file's folder downwards, the nearest file with a matching pattern decides, and `!`
 * includes a path again. Rules above the walked folder are not read. Temporary files are ignored, unless a rule
 * includes them.
 *
 * @throws {FileTooLargeError} if an ignore file is larger than 4 MB
 * @throws the operating system's error if an ignore file cannot be read
 */
export function readIgnoreRules(folder: string): IgnoreRules {
  const temporaryFiles = { folder, patterns: createIgnore().add(TEMPORARY_FILES) };
  return combineLayers([temporaryFiles]).within(folder);
}

interface Layer {
  readonly folder: string;
  readonly patterns: Ignore;
}

/** Combines ignore files to one set of rules. The outermost layer is the first. */
function combineLayers(layers: readonly Layer[]): IgnoreRules {
  return {
    ignores(path, kind) {
      for (const { folder, patterns } of layers.toReversed()) {
        const relativePath = relative(folder, path).split(sep).join("/");
        const { ignored, unignored } = patterns.test(kind === "folder" ? `${relativePath}/` : relativePath);
        if (ignored || unignored) return ignored;
      }
      return false;
    },
    within(folder) {
      const texts = IGNORE_FILES.map((name) => readIfPresent(join(folder, name)));
      if (texts.every((text) => text === "")) return combineLayers(layers);
      return combineLayers([
        ...layers,
        { folder, patterns: createIgnore({ ignorecase: false }).add(texts.join("\n")) },
      ]);
    },
  };
}

function readIfPresent(path: string): string {
  let file: number;
  try {
    // A pipe would wait for a writer.
    file = openSync(bytesOfPath(path), constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (errorCodeOf(error) === "ENOENT") return "";
    throw error;
  }
  try {
    const stats = fstatSync(file);
    // A folder, a pipe or a device that is named like an ignore file, or that it links to, contains no rules.
    if (!stats.isFile()) return "";
    if (stats.size <= MAX_BYTES) return readFileSync(file, "utf8");
    throw new FileTooLargeError(`${path} has ${stats.size} bytes; the maximum of an ignore file is ${MAX_BYTES}.`, {
      hint: "Make it shorter, or remove it.",
    });
  } finally {
    closeSync(file);
  }
}
