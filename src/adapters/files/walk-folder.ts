import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { SourceProblem } from "../../core/index.ts";
import { type IgnoreRules, readIgnoreRules } from "./ignore-rules.ts";
import { createUnreadableProblem, type InspectedPath, inspectPath } from "./inspect-path.ts";
import { SKIPPED_FOLDERS } from "./skipped-names.ts";

/** Number of files inspected at a time. */
const FILES_AT_ONCE = 64;

interface Walk {
  readonly folder: string;
  isWanted(path: string): boolean;
  readRules(): IgnoreRules;
}

/** Contents of a folder, and the rules that apply in it. */
interface FolderListing {
  readonly names: readonly Dirent[];
  readonly rules: IgnoreRules;
}

/**
 * Walks a folder and everything below it. Memory holds the names of one folder at a time.
 *
 * Hidden names, `node_modules` and ignored paths are skipped. Links to files are followed, and links to folders are not, so
 * that loops and repeated files are impossible.
 *
 * @param isWanted  decides for each file's path, which begins with `folder`
 */
export async function* walkFolder(
  folder: string,
  isWanted: (path: string) => boolean,
  signal: AbortSignal,
): AsyncGenerator<InspectedPath> {
  yield* walkWithin({ folder, isWanted, readRules: () => readIgnoreRules(folder) }, signal);
}

async function* walkWithin({ folder, isWanted, readRules }: Walk, signal: AbortSignal): AsyncGenerator<InspectedPath> {
  signal.throwIfAborted();
  const listing = await listFolder(folder, readRules);
  if ("problem" in listing) {
    yield { kind: "problem", problem: listing.problem };
    return;
  }

  const { names, rules } = listing;
  const visible = names
    .filter(({ name }) => !name.startsWith("."))
    .map((entry) => ({ path: join(folder, entry.name), isFolder: entry.isDirectory(), name: entry.name }))
    .filter(({ path, isFolder }) => !rules.ignores(path, isFolder ? "folder" : "file"));
  const files = visible.filter(({ isFolder }) => !isFolder).map(({ path }) => path);
  yield* inspectAll(files.filter(isWanted), signal);

  for (const { path, isFolder, name } of visible) {
    if (!isFolder || SKIPPED_FOLDERS.includes(name)) continue;
    yield* walkWithin({ folder: path, isWanted, readRules: () => rules.within(path) }, signal);
  }
}

/** Lists a folder. If its rules cannot be read, nothing of it is offered, because ignored files may be private. */
async function listFolder(
  folder: string,
  readRules: () => IgnoreRules,
): Promise<FolderListing | { readonly problem: SourceProblem }> {
  try {
    return { names: await readdir(folder, { withFileTypes: true }), rules: readRules() };
  } catch (error) {
    return { problem: createUnreadableProblem(folder, error) };
  }
}

async function* inspectAll(paths: readonly string[], signal: AbortSignal): AsyncGenerator<InspectedPath> {
  for (let start = 0; start < paths.length; start += FILES_AT_ONCE) {
    signal.throwIfAborted();
    const inspectedPaths = await Promise.all(paths.slice(start, start + FILES_AT_ONCE).map(inspectPath));
    yield* inspectedPaths.filter((path) => path.kind !== "folder");
  }
}
