import { normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import picomatch from "picomatch";
import type { SourceEntry, SourceProblem, SourceReader } from "../../core/index.ts";
import { type InspectedPath, inspectPath } from "./inspect-path.ts";
import { walkFolder } from "./walk-folder.ts";

/**
 * Reads files, folders and globs (`docs/**\/*.md`) of this machine; relative paths start at the working directory.
 *
 * - A path that exists is taken as it is, also when it holds `*` or `[`, is hidden, or is a link to a folder.
 * - A `file:` URI is the path that it names, and never a glob; one that ends in `/` names a folder.
 * - A folder is walked whole, without hidden names, `node_modules`, links to folders and what `.gitignore` and
 *   `.lydianignore` leave out; see `walkFolder` and `readIgnoreRules`. A glob is matched against the same files.
 * - A file's revision is its size and the time of its last change in nanoseconds; one that was changed within the last
 *   two seconds has none.
 * - A file that several patterns name comes once. Entries are in the order of their URIs (UTF-16 code units).
 * - What is no regular file is a problem `file-unreadable` and is never opened; a folder or glob that offers
 *   nothing is a problem `no-match`.
 *
 * @param leftOut  absolute paths of files that a folder or glob never offers: those of the store itself
 */
export function createFileSources(leftOut: readonly string[] = []): SourceReader {
  const isOffered = (path: string) => !leftOut.includes(resolve(path));
  return {
    list: async (patterns, _options, signal) => {
      const entries = new Map<string, SourceEntry>();
      const problems = new Map<string, SourceProblem>();
      for (const pattern of patterns) {
        let found = 0;
        for await (const path of resolvePattern(pattern, isOffered, signal)) {
          found++;
          if (path.kind === "problem") problems.set(path.problem.label, path.problem);
          if (path.kind === "file" && !entries.has(path.entry.uri)) entries.set(path.entry.uri, path.entry);
        }
        if (found === 0) problems.set(pattern, await noMatch(pattern));
      }
      const byUri = (a: SourceEntry, b: SourceEntry) => (a.uri < b.uri ? -1 : 1);
      return { entries: [...entries.values()].sort(byUri), problems: [...problems.values()] };
    },
  };
}

async function* resolvePattern(
  pattern: string,
  isOffered: (path: string) => boolean,
  signal: AbortSignal,
): AsyncGenerator<InspectedPath> {
  signal.throwIfAborted();
  const isUri = pattern.startsWith("file://");
  const named = isUri ? fileURLToPath(pattern) : pattern;
  const path = await inspectPath(named);
  if (path.kind === "folder") {
    yield* walkFolder(named, isOffered, signal);
    return;
  }
  const { base, isGlob } = isUri ? { base: named, isGlob: false } : picomatch.scan(pattern);
  if (path.kind === "file" || !isGlob) {
    yield path;
    return;
  }
  const folder = base === "" ? "." : base;
  if ((await inspectPath(folder)).kind !== "folder") return;
  const matches = picomatch(normalize(pattern));
  yield* walkFolder(folder, (candidate) => matches(normalize(candidate)) && isOffered(candidate), signal);
}

async function noMatch(pattern: string): Promise<SourceProblem> {
  const isFolder = pattern.startsWith("file://") || (await inspectPath(pattern)).kind === "folder";
  return {
    label: pattern,
    code: "no-match",
    message: isFolder ? `The folder ${pattern} has no file that can be read.` : `No file matches ${pattern}.`,
    hint: "Hidden files, node_modules, links to folders and what .gitignore leaves out are skipped unless they are named themselves.",
  };
}
