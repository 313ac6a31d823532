import type { BigIntStats } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { defined, FileTooLargeError, fileRevision, type SourceEntry, type SourceProblem } from "../../core/index.ts";
import { bytesOfPath, realPathOf, shownPath, uriOfPath } from "./path-bytes.ts";
import { isInside, readFileBytes } from "./read-file-bytes.ts";
import { reasonOf } from "./reason-of.ts";

/** Longest time between two ticks of a file system's clock; FAT has it. */
const SETTLED_AFTER_MS = 2_000;

export type InspectedPath =
  | { readonly kind: "file"; readonly entry: SourceEntry }
  | { readonly kind: "folder" }
  | { readonly kind: "problem"; readonly problem: SourceProblem };

/**
 * Returns the kind of a path, with links followed. It never opens the path: reading a pipe or a device would hang.
 *
 * @param root  real path of the folder that the file must still be in when it is read. Default: it may be anywhere
 */
export function inspectPath(path: string, root?: string): Promise<InspectedPath> {
  return orProblem(path, async () => describe(path, await stat(bytesOfPath(path), { bigint: true }), root));
}

/**
 * Returns the kind of a link in a folder that is walked. A link to a file outside the folder is a problem
 * `link-leads-out`. The place is checked again when the file is opened.
 *
 * @param root  real path of the walked folder
 */
export function inspectLink(path: string, root: string): Promise<InspectedPath> {
  return orProblem(path, async () => {
    const inspected = describe(path, await stat(bytesOfPath(path), { bigint: true }), root);
    if (inspected.kind === "folder" || isInside(await realPathOf(path), root)) return inspected;
    return { kind: "problem", problem: createLinkProblem(path) };
  });
}

async function orProblem(path: string, inspect: () => Promise<InspectedPath>): Promise<InspectedPath> {
  try {
    return await inspect();
  } catch (error) {
    return { kind: "problem", problem: createUnreadableProblem(path, error) };
  }
}

function createLinkProblem(path: string): SourceProblem {
  return {
    label: shownPath(path),
    uri: uriOfPath(path),
    code: "link-leads-out",
    message: `The link ${shownPath(path)} leads out of the folder and was skipped.`,
    hint: "If you want the file, name the link itself, or add the folder that the file is in.",
  };
}

/** Creates the problem of a folder that leads out of the folders that may be read. */
export function createForbiddenProblem(folder: string): SourceProblem {
  return {
    label: shownPath(folder),
    uri: uriOfPath(folder),
    code: "link-leads-out",
    message: `The folder ${shownPath(folder)} leads out of the allowed folders by a link.`,
    hint: "Add the folder that it leads to to the setting `server.allowedFolders`.",
  };
}

/** Creates the problem of a path that the operating system refuses to read. */
export function createUnreadableProblem(path: string, error: unknown): SourceProblem {
  if (error instanceof FileTooLargeError) {
    const { code, message, hint } = error;
    return { label: shownPath(path), uri: uriOfPath(path), code, message, hint };
  }
  return {
    label: shownPath(path),
    uri: uriOfPath(path),
    code: "file-unreadable",
    message: `The path ${shownPath(path)} cannot be read: ${reasonOf(error)}.`,
    hint: "Check the path and your permission to read it.",
  };
}

function describe(path: string, stats: BigIntStats, root?: string): InspectedPath {
  if (stats.isDirectory()) return { kind: "folder" };
  if (stats.isFile()) return { kind: "file", entry: entryOf(path, stats, root) };
  return {
    kind: "problem",
    problem: {
      label: shownPath(path),
      uri: uriOfPath(path),
      code: "file-unreadable",
      message: `The path ${shownPath(path)} is a pipe, a socket or a device, not a file.`,
      hint: "Copy its contents into a file, or pass them through standard input with -.",
    },
  };
}

/**
 * Returns false for a file written just now: it may be written again within the same tick of the file system's clock.
 */
function isSettled({ mtimeMs }: BigIntStats): boolean {
  return Date.now() - Number(mtimeMs) > SETTLED_AFTER_MS;
}

function entryOf(path: string, stats: BigIntStats, root: string | undefined): SourceEntry {
  const absolutePath = resolve(path);
  return defined({
    uri: uriOfPath(path),
    label: shownPath(path),
    modifiedAt: stats.mtime.toISOString(),
    sizeBytes: Number(stats.size),
    revision: isSettled(stats) ? fileRevision({ sizeBytes: stats.size, modifiedNs: stats.mtimeNs }) : undefined,
    read: (signal: AbortSignal) => readFileBytes(absolutePath, root, signal),
  });
}
