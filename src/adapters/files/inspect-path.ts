import type { BigIntStats } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { defined, FileUnreadableError, fileRevision, type SourceEntry, type SourceProblem } from "../../core/index.ts";
import { reasonOf } from "./reason-of.ts";

/** Longest time between two ticks of a file system's clock; FAT has it. */
const SETTLED_AFTER_MS = 2_000;

export type InspectedPath =
  | { readonly kind: "file"; readonly entry: SourceEntry }
  | { readonly kind: "folder" }
  | { readonly kind: "problem"; readonly problem: SourceProblem };

/** Returns the kind of a path, with links followed. It never opens the path: reading a pipe or a device would hang. */
export async function inspectPath(path: string): Promise<InspectedPath> {
  try {
    return describe(path, await stat(path, { bigint: true }));
  } catch (error) {
    return { kind: "problem", problem: createUnreadableProblem(path, error) };
  }
}

/** Creates the problem of a path that the operating system refuses to read. */
export function createUnreadableProblem(path: string, error: unknown): SourceProblem {
  return {
    label: path,
    uri: pathToFileURL(resolve(path)).href,
    code: "file-unreadable",
    message: `The path ${path} cannot be read: ${reasonOf(error)}.`,
    hint: "Check the path and your permission to read it.",
  };
}

function describe(path: string, stats: BigIntStats): InspectedPath {
  if (stats.isDirectory()) return { kind: "folder" };
  if (stats.isFile()) return { kind: "file", entry: entryOf(path, stats) };
  return {
    kind: "problem",
    problem: {
      label: path,
      uri: pathToFileURL(resolve(path)).href,
      code: "file-unreadable",
      message: `The path ${path} is a pipe, a socket or a device, not a file.`,
      hint: "Copy its contents into a file, or pass them through standard input with -.",
    },
  };
}

/** Returns false for a file written just now: it may be written again within the same tick of the file system's clock. */
function isSettled({ mtimeMs }: BigIntStats): boolean {
  return Date.now() - Number(mtimeMs) > SETTLED_AFTER_MS;
}

function entryOf(path: string, stats: BigIntStats): SourceEntry {
  const absolutePath = resolve(path);
  return defined({
    uri: pathToFileURL(absolutePath).href,
    label: path,
    modifiedAt: stats.mtime.toISOString(),
    sizeBytes: Number(stats.size),
    revision: isSettled(stats) ? fileRevision({ sizeBytes: stats.size, modifiedNs: stats.mtimeNs }) : undefined,
    read: (signal: AbortSignal) => readFileBytes(absolutePath, signal),
  });
}

/** Reads a file. It fails if the file is missing, may not be read, or is larger than one buffer (2 GiB). */
async function readFileBytes(path: string, signal: AbortSignal): Promise<Uint8Array> {
  try {
    return await readFile(path, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw new FileUnreadableError(`The file ${path} cannot be read: ${reasonOf(error)}.`, {
      hint: "Check that the file still exists and that you may read it.",
      cause: error,
    });
  }
}
