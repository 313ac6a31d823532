import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { SourceProblem } from "../../core/index.ts";
import { type InspectedPath, inspectPath, unreadable } from "./inspect-path.ts";

/** How many files of a folder are inspected at a time. */
const INSPECTED_AT_ONCE = 64;
/** Never the user's documents; hidden names (.git, .lydian) are skipped too. */
const SKIPPED_FOLDERS: readonly string[] = ["node_modules"];

/**
 * Walks a folder and what lies below it, folder by folder, so that memory holds one folder's names at a time.
 * Hidden names and `node_modules` are skipped, links to files are read, links to folders are not followed: so no
 * loop is possible, and no file comes twice. `wants` chooses among the paths, which begin with `folder`.
 */
export async function* walkFolder(
  folder: string,
  wants: (path: string) => boolean,
  signal: AbortSignal,
): AsyncGenerator<InspectedPath> {
  signal.throwIfAborted();
  const names = await listNames(folder);
  if (!Array.isArray(names)) {
    yield { kind: "problem", problem: names };
    return;
  }
  const visible = names.filter((name) => !name.name.startsWith("."));
  const paths = visible.filter((name) => !name.isDirectory()).map((name) => join(folder, name.name));
  yield* inspectAll(paths.filter(wants), signal);
  for (const name of visible) {
    if (!name.isDirectory() || SKIPPED_FOLDERS.includes(name.name)) continue;
    yield* walkFolder(join(folder, name.name), wants, signal);
  }
}

async function listNames(folder: string): Promise<Dirent[] | SourceProblem> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    return unreadable(folder, error);
  }
}

async function* inspectAll(paths: readonly string[], signal: AbortSignal): AsyncGenerator<InspectedPath> {
  for (let start = 0; start < paths.length; start += INSPECTED_AT_ONCE) {
    signal.throwIfAborted();
    const inspected = await Promise.all(paths.slice(start, start + INSPECTED_AT_ONCE).map(inspectPath));
    yield* inspected.filter((path) => path.kind !== "folder");
  }
}
