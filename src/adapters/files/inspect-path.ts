import type { BigIntStats } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { fileRevision, type SourceEntry, type SourceProblem } from "../../core/index.ts";
import { readFileBytes } from "./read-file-bytes.ts";
import { reasonOf } from "./reason-of.ts";

/** The coarsest clock of a file system, that of FAT, ticks every two seconds. */
const SETTLED_AFTER_MS = 2_000;

export type InspectedPath =
  | { readonly kind: "file"; readonly entry: SourceEntry }
  | { readonly kind: "folder" }
  | { readonly kind: "problem"; readonly problem: SourceProblem };

/** What stands at a path, links followed. Never opens it: reading a pipe or a device would hang. */
export async function inspectPath(path: string): Promise<InspectedPath> {
  try {
    return describe(path, await stat(path, { bigint: true }));
  } catch (error) {
    return { kind: "problem", problem: unreadable(path, error) };
  }
}

/** The problem of a path that the operating system refuses. */
export function unreadable(path: string, error: unknown): SourceProblem {
  return {
    label: path,
    uri: pathToFileURL(resolve(path)).href,
    code: "file-unreadable",
    message: `The path ${path} can not be read: ${reasonOf(error)}.`,
    hint: "Check the path and that you may read it.",
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
      hint: "Copy what it gives into a file, or pass it through standard input with -.",
    },
  };
}

/** A file written just now may be written again within one tick of the clock that file times are taken from. */
function isSettled({ mtimeMs }: BigIntStats): boolean {
  return Date.now() - Number(mtimeMs) > SETTLED_AFTER_MS;
}

function entryOf(path: string, stats: BigIntStats): SourceEntry {
  const absolute = resolve(path);
  return {
    uri: pathToFileURL(absolute).href,
    label: path,
    modifiedAt: stats.mtime.toISOString(),
    sizeBytes: Number(stats.size),
    ...(isSettled(stats) ? { revision: fileRevision({ sizeBytes: stats.size, modifiedNs: stats.mtimeNs }) } : {}),
    read: (signal) => readFileBytes(absolute, signal),
  };
}
