import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { SourceProblem } from "../../core/index.ts";
import { type IgnoreRules, readIgnoreRules } from "./ignore-rules.ts";
import { type InspectedPath, inspectPath, unreadable } from "./inspect-path.ts";
import { SKIPPED_FOLDERS } from "./left-out.ts";

/** How many files of a folder are inspected at a time. */
const INSPECTED_AT_ONCE = 64;

/**
 * Walks a folder and what lies below it, folder by folder, so that memory holds one folder's names at a time.
 * Hidden names, `node_modules` and what the folder's ignore files leave out are skipped, links to files are read, links
 * to folders are not followed: so no loop is possible, and no file comes twice. `wants` chooses among the paths, which
 * begin with `folder`.
 */
export async function* walkFolder(
  folder: string,
  wants: (path: string) => boolean,
  signal: AbortSignal,
): AsyncGenerator<InspectedPath> {
  yield* walkWithin({ folder, wants, readRules: () => readIgnoreRules(folder) }, signal);
}

interface Walk {
  readonly folder: string;
  wants(path: string): boolean;
  readRules(): IgnoreRules;
}

async function* walkWithin({ folder, wants, readRules }: Walk, signal: AbortSignal): AsyncGenerator<InspectedPath> {
  signal.throwIfAborted();
  const listed = await listFolder(folder, readRules);
  if ("problem" in listed) {
    yield { kind: "problem", problem: listed.problem };
    return;
  }
  const { names, rules } = listed;
  const visible = names
    .filter(({ name }) => !name.startsWith("."))
    .map((one) => ({ path: join(folder, one.name), isFolder: one.isDirectory(), name: one.name }))
    .filter(({ path, isFolder }) => !rules.ignores(path, isFolder ? "folder" : "file"));
  const files = visible.filter(({ isFolder }) => !isFolder).map(({ path }) => path);
  yield* inspectAll(files.filter(wants), signal);
  for (const { path, isFolder, name } of visible) {
    if (!isFolder || SKIPPED_FOLDERS.includes(name)) continue;
    yield* walkWithin({ folder: path, wants, readRules: () => rules.within(path) }, signal);
  }
}

interface Listed {
  readonly names: readonly Dirent[];
  readonly rules: IgnoreRules;
}

/** Where the rules can not be read, nothing of the folder is offered: what they leave out may be private. */
async function listFolder(
  folder: string,
  readRules: () => IgnoreRules,
): Promise<Listed | { readonly problem: SourceProblem }> {
  try {
    return { names: await readdir(folder, { withFileTypes: true }), rules: readRules() };
  } catch (error) {
    return { problem: unreadable(folder, error) };
  }
}

async function* inspectAll(paths: readonly string[], signal: AbortSignal): AsyncGenerator<InspectedPath> {
  for (let start = 0; start < paths.length; start += INSPECTED_AT_ONCE) {
    signal.throwIfAborted();
    const inspected = await Promise.all(paths.slice(start, start + INSPECTED_AT_ONCE).map(inspectPath));
    yield* inspected.filter((path) => path.kind !== "folder");
  }
}
