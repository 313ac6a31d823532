import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { InvalidSettingsError, NAME_PATTERN, nearestNames, type Profile } from "../core/index.ts";
import { parseProfile } from "./parse-profile.ts";

/** A folder of profiles, `NAME.yaml` each. */
export interface ProfileFolder {
  readonly origin: "store" | "user" | "bundled";
  readonly path: string;
}

/** Where a profile stands; the folder of its kind that comes first wins. */
export interface FoundProfile {
  readonly name: string;
  readonly origin: ProfileFolder["origin"];
  readonly path: string;
}

const EXTENSION = ".yaml";

/** The profiles of all folders by name, each name once: that of the first folder. Their files are not read. */
export async function findProfiles(folders: readonly ProfileFolder[]): Promise<readonly FoundProfile[]> {
  const found = new Map<string, FoundProfile>();
  for (const { origin, path } of folders) {
    for (const file of await filesOf(path)) {
      const name = file.slice(0, -EXTENSION.length);
      if (!file.endsWith(EXTENSION) || !NAME_PATTERN.test(name) || found.has(name)) continue;
      found.set(name, { name, origin, path: join(path, file) });
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * @throws {InvalidSettingsError} if there is no profile of this name, with the nearest; or if it is not valid
 */
export async function readProfile(folders: readonly ProfileFolder[], name: string): Promise<Profile> {
  const all = await findProfiles(folders);
  const found = all.find((one) => one.name === name);
  if (found !== undefined) return parseProfile(name, found.path, await readFile(found.path));
  const names = all.map((one) => one.name);
  const [near] = nearestNames(name, names, 1);
  throw new InvalidSettingsError(`There is no profile "${name.slice(0, 80)}".`, {
    hint: near === undefined ? `There are ${names.join(", ")}.` : `Did you mean "${near}"?`,
  });
}

async function filesOf(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return [];
    throw new InvalidSettingsError(`The folder of profiles ${folder} can not be read.`, { cause: error });
  }
}
