import { stat } from "node:fs/promises";
import { join } from "node:path";
import { errorCodeOf, StoreUnavailableError } from "../../core/index.ts";
import { policyOf } from "../find-guard-policy.ts";
import { findProfiles, PROFILES_FOLDER } from "../find-profiles.ts";
import { findStore, type StoreRequest } from "../find-store.ts";
import { readLimitedFile } from "../read-limited-file.ts";
import { readSettingsFile } from "../read-settings-file.ts";
import { userFolders } from "../user-folders.ts";
import { otherOwner } from "./store-owner.ts";
import { forgetTrust, recordTrust } from "./trusted-stores.ts";

/** Trust in a store's settings, guard policy, profiles and owner, which the user's list of trusted stores records. */
export interface SettingsTrust {
  /** Absolute path of the store's folder. */
  readonly folder: string;
  /** Folder of the user's own settings. */
  readonly userFolder: string;
  /**
   * Whether the store has settings, a guard policy, profiles or another owner, or was trusted before its trust was
   * removed.
   */
  readonly hasEntry: boolean;
}

/**
 * Trusts a store's settings file, guard policy and profiles as they are now, and its owner.
 *
 * @throws {StoreUnavailableError} if there is no such folder
 * @throws {InvalidSettingsError} if the settings file is not valid
 */
export async function trustSettings(request: StoreRequest): Promise<SettingsTrust> {
  const place = await findPlace(request);
  const file = await readSettingsFile(join(place.folder, "settings.yaml"));
  const policy = await policyOf({ layer: file?.layer, folder: place.folder });
  const guards = typeof policy === "object" ? policy.bytes : undefined;
  const owner = otherOwner(place.folder);
  const profiles = await readProfiles(join(place.folder, PROFILES_FOLDER));
  const hasEntry = file !== undefined || guards !== undefined || profiles.size > 0 || owner !== undefined;
  if (hasEntry) await recordTrust(place, { settings: file?.bytes, guards, profiles, owner });
  return { ...place, hasEntry };
}

/**
 * Removes the trust in a store's settings and owner.
 *
 * @throws {StoreUnavailableError} if there is no such folder
 */
export async function distrustSettings(request: StoreRequest): Promise<SettingsTrust> {
  const place = await findPlace(request);
  return { ...place, hasEntry: await forgetTrust(place) };
}

async function readProfiles(path: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const profiles = new Map<string, Uint8Array>();
  for (const profile of await findProfiles([{ origin: "store", path }]))
    profiles.set(profile.name, await readLimitedFile(profile.path));
  return profiles;
}

async function findPlace(request: StoreRequest): Promise<Omit<SettingsTrust, "hasEntry">> {
  const { environment = process.env } = request;
  const { folder } = findStore(request);
  await requireFolder(folder);
  return { folder, userFolder: userFolders(environment).config };
}

async function requireFolder(folder: string): Promise<void> {
  const hint = "Name the store's folder: `lydian trust DIR`.";
  try {
    if ((await stat(folder)).isDirectory()) return;
  } catch (cause) {
    const code = errorCodeOf(cause);
    if (code !== "ENOENT" && code !== "ENOTDIR")
      throw new StoreUnavailableError(`The store at ${folder} cannot be read: ${code}.`, { hint, cause });
  }
  throw new StoreUnavailableError(`There is no store at ${folder}.`, { hint });
}
