import { normalize, resolve } from "node:path";
import picomatch from "picomatch";
import type { SourceEntry, SourceProblem, SourceReader } from "../../core/index.ts";
import { type InspectedPath, inspectPath } from "./inspect-path.ts";
import { findShownPath, pathOfUri } from "./path-bytes.ts";
import { type WalkRules, walkFolder } from "./walk-folder.ts";

export interface FileSourcesOptions {
  /** Absolute paths of files that are never offered from a folder or glob: those of the store itself. */
  readonly skippedPaths?: readonly string[];
  /** Decides at each walk whether a folder may be read, by its path and its real path. Default: any folder. */
  readonly mayWalk?: WalkRules["mayWalk"];
}

const anyFolder = async () => true;

/**
 * Creates a source reader for files, folders and globs (`docs/**\/*.md`) of this machine. Relative paths start at the
 * working directory.
 *
 * - A path that exists is used literally, even if it contains `*` or `[`, is hidden, or is a link to a folder.
 * - A `file:` URI is the path that it names, and never a glob. One that ends in `/` names a folder.
 * - A folder is walked completely, except for hidden names, `node_modules`, links to folders, ignored files, and links
 *   that lead out of the folder. See `walkFolder` and `readIgnoreRules`. A glob is matched against the same files.
 * - The revision of a file is its size and the time of its last change in nanoseconds. A file that changed within the
 *   last two seconds has none.
 * - A file that several patterns name is listed once. Entries are in the order of their URIs (UTF-16 code units).
 * - A path that is not a regular file is a problem `file-unreadable`, and is never opened. A folder or glob without
 *   files is a problem `no-match`.
 * - Names that are not UTF-8 are read as their bytes. One may be given with replacement marks,
 *   if only one name looks like it.
 * - A folder that `mayWalk` rejects is a problem `link-leads-out`.
 */
export function createFileSources({ skippedPaths = [], mayWalk = anyFolder }: FileSourcesOptions = {}): SourceReader {
  const rules = { isWanted: (path: string) => !skippedPaths.includes(resolve(path)), mayWalk };
  return {
    list: async (patterns, _options, signal) => {
      const entries = new Map<string, SourceEntry>();
      const problems = new Map<string, SourceProblem>();
      for await (const path of inspectPatterns(patterns, rules, signal)) {
        if (path.kind === "problem") problems.set(path.problem.label, path.problem);
        if (path.kind === "file" && !entries.has(path.entry.uri)) entries.set(path.entry.uri, path.entry);
      }

      const byUri = (a: SourceEntry, b: SourceEntry) => (a.uri < b.uri ? -1 : 1);
      return { entries: [...entries.values()].sort(byUri), problems: [...problems.values()] };
    },
  };
}

/** Yields the files and problems of each pattern. A pattern without any is a problem itself. */
async function* inspectPatterns(
  patterns: readonly string[],
  rules: WalkRules,
  signal: AbortSignal,
): AsyncGenerator<InspectedPath> {
  for (const pattern of patterns) {
    let isMatched = false;
    for await (const path of resolvePattern(pattern, rules, signal)) {
      isMatched = true;
      yield path;
    }
    if (!isMatched) yield { kind: "problem", problem: await createNoMatchProblem(pattern) };
  }
}

async function* resolvePattern(pattern: string, rules: WalkRules, signal: AbortSignal): AsyncGenerator<InspectedPath> {
  signal.throwIfAborted();
  const isUri = pattern.startsWith("file://");
  const literalPath = await findShownPath(isUri ? pathOfUri(pattern) : pattern);
  const path = await inspectPath(literalPath);
  if (path.kind === "folder") {
    yield* walkFolder(literalPath, rules, signal);
    return;
  }

  const { base, isGlob } = isUri ? { base: literalPath, isGlob: false } : picomatch.scan(pattern);
  if (path.kind === "file" || !isGlob) {
    yield path;
    return;
  }

  const folder = base === "" ? "." : base;
  if ((await inspectPath(folder)).kind !== "folder") return;
  const matches = picomatch(normalize(pattern));
  const isWanted = (candidate: string) => matches(normalize(candidate)) && rules.isWanted(candidate);
  yield* walkFolder(folder, { ...rules, isWanted }, signal);
}

async function createNoMatchProblem(pattern: string): Promise<SourceProblem> {
  const isFolder = pattern.startsWith("file://") || (await inspectPath(pattern)).kind === "folder";
  return {
    label: pattern,
    code: "no-match",
    message: isFolder ? `The folder ${pattern} has no file that can be read.` : `No file matches ${pattern}.`,
    hint: "Hidden files, node_modules, links to folders and files in .gitignore are skipped, unless you name them directly.",
  };
}
