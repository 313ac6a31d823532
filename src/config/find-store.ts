import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Environment } from "./read-environment.ts";
import { userFolders } from "./user-folders.ts";

export interface StoreLocation {
  /** Absolute path; the folder may not exist yet. */
  readonly folder: string;
  /** Origin of the store's path. A store in a parent folder needs trust: the user named or made the others. */
  readonly foundBy: "call" | "environment" | "walking-up" | "default";
}

export interface StoreRequest {
  /** Store named by the caller. */
  readonly store?: string | undefined;
  /** Folder where walking up begins; default: the working folder. */
  readonly workingFolder?: string;
  /** Environment variables. Default: `process.env`. */
  readonly environment?: Environment;
}

/**
 * Finds the store: the named one, or else `LYDIAN_STORE`, the nearest `.lydian/` upwards, or the user's own.
 */
export function findStore(request: StoreRequest): StoreLocation {
  const { store, workingFolder = process.cwd(), environment = process.env } = request;
  if (store !== undefined) return { folder: resolve(workingFolder, store), foundBy: "call" };
  const named = environment.LYDIAN_STORE;
  if (named) return { folder: resolve(workingFolder, named), foundBy: "environment" };
  const near = nearestStore(resolve(workingFolder));
  if (near !== undefined) return { folder: near, foundBy: "walking-up" };
  return { folder: userFolders(environment).store, foundBy: "default" };
}

function nearestStore(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const candidate = join(folder, ".lydian");
    if (statSync(candidate, { throwIfNoEntry: false })?.isDirectory() === true) return candidate;
    if (dirname(folder) === folder) return undefined;
  }
}
