import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { errorCodeOf, InvalidSettingsError, NAME_PATTERN, nearestNames, type Profile } from "../core/index.ts";
import { parseProfile } from "./parse-profile.ts";
import { readLimitedFile } from "./read-limited-file.ts";
import { requireTrustedProfile, type TrustPlace } from "./trust/trusted-stores.ts";

/** A folder of profiles, each in a file `NAME.yaml`. */
export interface ProfileFolder {
  readonly origin: "store" | "user" | "bundled";
  readonly path: string;
  /** Place of the store whose profiles count only if the user trusts them. Absent: they count. */
  readonly trust?: TrustPlace | undefined;
}

/** The place of a profile. */
export interface FoundProfile {
  readonly name: string;
  readonly origin: ProfileFolder["origin"];
  readonly path: string;
}

/** Folder of profiles beside the settings of a user or a store. */
export const PROFILES_FOLDER = "profiles";

const EXTENSION = ".yaml";

/** Lists the profiles of all folders by name. The first folder with a name wins. The files are not read. */
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
 * Reads a profile.
 *
 * @throws {InvalidSettingsError} if there is no such profile, with the nearest name, or if it is invalid
 * @throws {UntrustedStoreError} if its store needs trust, and the profile is not trusted as it is now
 */
export async function readProfile(folders: readonly ProfileFolder[], name: string): Promise<Profile> {
  const all = await findProfiles(folders);
  const found = all.find((profile) => profile.name === name);
  if (found !== undefined) {
    const file = { path: found.path, bytes: await readLimitedFile(found.path) };
    const trust = folders.find(({ origin }) => origin === found.origin)?.trust;
    if (trust !== undefined) await requireTrustedProfile(name, file, trust);
    return parseProfile(name, file.path, file.bytes);
  }
  const names = all.map((profile) => profile.name);
  const [near] = nearestNames(name, names, 1);
  throw new InvalidSettingsError(`There is no profile "${name.slice(0, 80)}".`, {
    hint: near === undefined ? `The profiles are ${names.join(", ")}.` : `Did you mean "${near}"?`,
  });
}

async function filesOf(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(errorCodeOf(error))) return [];
    throw new InvalidSettingsError(`The profile folder ${folder} cannot be read.`, { cause: error });
  }
}
