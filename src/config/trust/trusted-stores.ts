import { createHash } from "node:crypto";
import { mkdir, realpath, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { errorCodeOf, InvalidSettingsError, UntrustedStoreError } from "../../core/index.ts";
import type { SettingsLayer } from "../check-layer.ts";
import { readLimitedFile } from "../read-limited-file.ts";
import type { SettingsFile } from "../read-settings-file.ts";
import { type NeedOfTrust, settingFields } from "../setting-fields.ts";

/** Parts of a store that a user trusts. An older list has only the hash of the settings. */
const entrySchema = z.union([
  z.string().transform((settings) => ({ settings, guards: undefined, profiles: undefined, owner: undefined })),
  z.object({
    /** SHA-256 of the settings file. */
    settings: z.string().optional(),
    /** SHA-256 of the guard policy. */
    guards: z.string().optional(),
    /** SHA-256 of each profile, by its name. */
    profiles: z.record(z.string(), z.string()).optional(),
    /** User id of the store's owner. */
    owner: z.number().optional(),
  }),
]);
/** Trust by the real paths of the stores. */
const listSchema = z.record(z.string(), entrySchema);
type TrustedStores = z.output<typeof listSchema>;
type TrustedStore = TrustedStores[string];

/** Place of a store and of the user's list of trusted stores. */
export interface TrustPlace {
  readonly folder: string;
  readonly userFolder: string;
}

/** Settings of a store's file that count. */
export interface CountingSettings {
  readonly layer: SettingsLayer;
  /** Names of the settings that were left out, because the file is not trusted. */
  readonly ignored: readonly string[];
}

/**
 * Leaves out the settings of the server, unless the file is trusted, and requires trust in some others.
 *
 * A cloned repository may contain a store whose settings send texts and keys elsewhere, allow private
 * networks, or open the server to others. A file that was not trusted as it is now may set none of the settings
 * that say `needsTrust` in their schema, such as addresses, key names and synonyms. Its settings of the server are
 * ignored, since most calls do not need them.
 *
 * @throws {UntrustedStoreError} naming the settings that need trust
 */
export async function settingsThatCount(file: SettingsFile, place: TrustPlace): Promise<CountingSettings> {
  const { layer } = file;
  const names = settingsThatNeedTrust(layer);
  const { server = {}, ...values } = layer.values;
  const ignored = Object.keys(server).map((name) => `server.${name}`);
  if (names.length === 0 && ignored.length === 0) return { layer, ignored };

  const known = (await trustedStore(place))?.settings;
  if (known === hashOf(file.bytes)) return { layer, ignored: [] };
  if (names.length === 0) return { layer: { ...layer, values }, ignored };
  const what = names.map((name) => `"${name}"`).join(" and ");
  throw untrusted(`${file.path} sets ${what}, and`, known, place);
}

/**
 * Requires trust in the owner of a store that was found by walking up. Its owner could read the
 * documents that are added to it.
 *
 * @throws {UntrustedStoreError} if the owner is not trusted
 */
export async function requireTrustedOwner(owner: number, place: TrustPlace): Promise<void> {
  if ((await trustedStore(place))?.owner === owner) return;
  throw new UntrustedStoreError(`The store ${place.folder} belongs to another user, with the id ${owner}.`, {
    hint: `Name a store of your own with \`--store\`. If you trust that user, run \`lydian trust ${JSON.stringify(place.folder)}\`.`,
  });
}

/**
 * Requires trust in the guard policy of a store, since its author could turn the guards off.
 *
 * @throws {UntrustedStoreError} if the policy is not trusted as it is now
 */
export async function requireTrustedGuards({ path, bytes }: StoreFile, place: TrustPlace): Promise<void> {
  const known = (await trustedStore(place))?.guards;
  if (known !== hashOf(bytes)) throw untrusted(`The guard policy ${path}`, known, place);
}

/**
 * Requires trust in a profile of a store, since its author writes instructions to the language model.
 *
 * @throws {UntrustedStoreError} if the profile is not trusted as it is now
 */
export async function requireTrustedProfile(
  name: string,
  { path, bytes }: StoreFile,
  place: TrustPlace,
): Promise<void> {
  const known = (await trustedStore(place))?.profiles?.[name];
  if (known !== hashOf(bytes)) throw untrusted(`The profile ${path}`, known, place);
}

/** Creates the error for a part of a store that has not been trusted, or is not as it was then. */
function untrusted(part: string, known: string | undefined, { folder }: TrustPlace): UntrustedStoreError {
  const why = known === undefined ? "has not been trusted" : "has changed since it was trusted";
  return new UntrustedStoreError(`${part} ${why}.`, {
    hint: `Read the file. If you agree with it, run \`lydian trust ${JSON.stringify(folder)}\`.`,
  });
}

/** Names the settings of a layer that need trust, as each says in its schema. */
function settingsThatNeedTrust({ values }: SettingsLayer): readonly string[] {
  return settingFields()
    .filter(({ path, needsTrust = false }) => needsTrustFor(needsTrust, valueAt(values, path)))
    .map(({ path }) => path);
}

function needsTrustFor(need: NeedOfTrust, value: unknown): boolean {
  if (value === undefined || typeof need === "boolean") return value !== undefined && need === true;
  return !need.exceptFor.some((harmless) => harmless === value);
}

/** Returns the value of a setting by its path; undefined if the layer does not set it. */
function valueAt(values: object, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, name) => (value as Readonly<Record<string, unknown>> | undefined)?.[name], values);
}

async function trustedStore({ folder, userFolder }: TrustPlace): Promise<TrustedStore | undefined> {
  const trusted = await readList(userFolder);
  return trusted[await realpath(folder)];
}

/** A file of a store. */
export interface StoreFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Parts of a store to be trusted: its files as they are now, and its owner, if that is another user. */
export interface NewTrust {
  readonly settings: Uint8Array | undefined;
  readonly guards: Uint8Array | undefined;
  /** Profiles by name. */
  readonly profiles: ReadonlyMap<string, Uint8Array>;
  readonly owner: number | undefined;
}

/** Trusts a store as it is now. A changed file needs trust again. */
export async function recordTrust(
  { folder, userFolder }: TrustPlace,
  { settings, guards, profiles, owner }: NewTrust,
): Promise<void> {
  const entry = {
    settings: settings && hashOf(settings),
    guards: guards && hashOf(guards),
    profiles: Object.fromEntries([...profiles].map(([name, bytes]) => [name, hashOf(bytes)])),
    owner,
  };
  await writeList(userFolder, { ...(await readList(userFolder)), [await realpath(folder)]: entry });
}

/** Removes the trust in a store. Returns false if it was not trusted. */
export async function forgetTrust({ folder, userFolder }: TrustPlace): Promise<boolean> {
  const path = await realpath(folder);
  const { [path]: known, ...others } = await readList(userFolder);
  if (known !== undefined) await writeList(userFolder, others);
  return known !== undefined;
}

const listPath = (configFolder: string) => join(configFolder, "trusted-stores.json");

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function readList(configFolder: string): Promise<TrustedStores> {
  const path = listPath(configFolder);
  try {
    return listSchema.parse(JSON.parse((await readLimitedFile(path)).toString("utf8")));
  } catch (error) {
    if (errorCodeOf(error) === "ENOENT") return {};
    throw new InvalidSettingsError(`The list of trusted stores, ${path}, cannot be read.`, {
      hint: "Delete the file, then trust the stores again.",
      cause: error,
    });
  }
}

/** Writes a new file and renames it, so that an interruption leaves the old list intact. */
async function writeList(configFolder: string, trusted: TrustedStores): Promise<void> {
  await mkdir(configFolder, { recursive: true, mode: 0o700 });
  const path = listPath(configFolder);
  await writeFile(`${path}.new`, `${JSON.stringify(trusted, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
