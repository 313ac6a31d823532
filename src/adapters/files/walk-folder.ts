import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { SourceProblem } from "../../core/index.ts";
import { type IgnoreRules, readIgnoreRules } from "./ignore-rules.ts";
import {
  createForbiddenProblem,
  createUnreadableProblem,
  type InspectedPath,
  inspectLink,
  inspectPath,
} from "./inspect-path.ts";
import { bytesOfPath, pathOfBytes, realPathOf } from "./path-bytes.ts";
import { SKIPPED_FOLDERS } from "./skipped-names.ts";

/** Number of files inspected at a time. */
const FILES_AT_ONCE = 64;

/** Limits of a walk. */
export interface WalkRules {
  /** Decides for each file's path, which begins with the path of the walked folder. */
  isWanted(path: string): boolean;
  /** Decides whether a folder may be walked, by its path and its real path. */
  mayWalk(folder: string, realPath: string): Promise<boolean>;
}

/** A file or link, as its folder lists it. */
interface ListedFile {
  readonly path: string;
  readonly isLink: boolean;
}

/** A name in a folder, which may have stray bytes (`path-bytes.ts`). */
interface ListedName {
  readonly name: string;
  readonly isFolder: boolean;
  readonly isLink: boolean;
}

/** Contents of a folder, and the rules that apply in it. */
interface FolderListing {
  readonly names: readonly ListedName[];
  readonly rules: IgnoreRules;
}

/**
 * Walks a folder and everything below it. Memory holds the names of one folder at a time.
 *
 * Hidden names, `node_modules` and ignored paths are skipped. Links to files inside the folder are followed. Links to
 * folders are not, so that loops and repeated files are impossible. A link that leads out of the folder is a problem,
 * and so is a folder that may not be walked.
 */
export async function* walkFolder(
  folder: string,
  { isWanted, mayWalk }: WalkRules,
  signal: AbortSignal,
): AsyncGenerator<InspectedPath> {
  const root = await realPathOf(folder).catch((error: unknown) => createUnreadableProblem(folder, error));
  if (typeof root !== "string") yield { kind: "problem", problem: root };
  else if (!(await mayWalk(folder, root))) yield { kind: "problem", problem: createForbiddenProblem(folder) };
  else yield* walkWithin(folder, root, isWanted, () => readIgnoreRules(folder), signal);
}

/**
 * Walks a folder and the folders within it.
 *
 * @param root  real path of the folder where the walk began
 */
async function* walkWithin(
  folder: string,
  root: string,
  isWanted: (path: string) => boolean,
  readRules: () => IgnoreRules,
  signal: AbortSignal,
): AsyncGenerator<InspectedPath> {
  signal.throwIfAborted();
  const listing = await listFolder(folder, readRules);
  if ("problem" in listing) {
    yield { kind: "problem", problem: listing.problem };
    return;
  }

  const { names, rules } = listing;
  const visible = names
    .filter(({ name }) => !name.startsWith("."))
    .map((entry) => ({ ...entry, path: join(folder, entry.name) }))
    .filter(({ path, isFolder }) => !rules.ignores(path, isFolder ? "folder" : "file"));
  const files = visible.filter(({ isFolder, path }) => !isFolder && isWanted(path));
  yield* inspectAll(files, root, signal);

  for (const { path, isFolder, name } of visible) {
    if (!isFolder || SKIPPED_FOLDERS.includes(name)) continue;
    yield* walkWithin(path, root, isWanted, () => rules.within(path), signal);
  }
}

/** Lists a folder. If its rules cannot be read, nothing of it is offered, because ignored files may be private. */
async function listFolder(
  folder: string,
  readRules: () => IgnoreRules,
): Promise<FolderListing | { readonly problem: SourceProblem }> {
  try {
    return { names: await listNames(folder), rules: readRules() };
  } catch (error) {
    return { problem: createUnreadableProblem(folder, error) };
  }
}

async function listNames(folder: string): Promise<readonly ListedName[]> {
  const path = bytesOfPath(folder);
  const entries = await readdir(path, { withFileTypes: true });
  if (!entries.some(({ name }) => name.includes("\ufffd")))
    return entries.map((entry) => listedName(entry, entry.name));
  const withBytes = await readdir(path, { withFileTypes: true, encoding: "buffer" });
  return withBytes.map((entry) => listedName(entry, pathOfBytes(entry.name)));
}

const listedName = (entry: Pick<Dirent, "isDirectory" | "isSymbolicLink">, name: string): ListedName => ({
  name,
  isFolder: entry.isDirectory(),
  isLink: entry.isSymbolicLink(),
});

async function* inspectAll(
  files: readonly ListedFile[],
  root: string,
  signal: AbortSignal,
): AsyncGenerator<InspectedPath> {
  const inspect = ({ path, isLink }: ListedFile) => (isLink ? inspectLink(path, root) : inspectPath(path, root));
  for (let start = 0; start < files.length; start += FILES_AT_ONCE) {
    signal.throwIfAborted();
    const inspectedPaths = await Promise.all(files.slice(start, start + FILES_AT_ONCE).map(inspect));
    yield* inspectedPaths.filter((path) => path.kind !== "folder");
  }
}
