import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { errorCodeOf, InvalidSettingsError } from "../core/index.ts";
import type { SettingsLayer } from "./check-layer.ts";
import { readLimitedFile } from "./read-limited-file.ts";

/** Origin of a guard policy: this call, the environment, the store, the user's own settings, or Lydian itself. */
export type GuardPolicyOrigin = "call" | "environment" | "store" | "user" | "default";

/** A policy file that was read, and is not parsed yet. */
export interface GuardPolicyFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Names of Lydian's own policies. */
const ownPolicies = ["default", "off", "safe-harbor"] as const;
export type OwnGuardPolicy = (typeof ownPolicies)[number];

/** The guard policy that counts: one of Lydian's own, or a file. */
export interface GuardPolicyChoice {
  readonly origin: GuardPolicyOrigin;
  readonly policy: OwnGuardPolicy | GuardPolicyFile;
}

/** A place that may choose the policy. */
interface PolicyPlace {
  readonly origin: GuardPolicyOrigin;
  readonly layer: SettingsLayer | undefined;
  /** Folder with a `guards.yaml` that counts if the settings of the place name no policy. */
  readonly folder?: string;
}

/** Name of the policy in a folder of settings. */
const GUARDS_FILE = "guards.yaml";

/**
 * Finds the guard policy.
 *
 * @param places  the first that chooses a policy wins
 * @throws {InvalidSettingsError} if a policy that is chosen cannot be read
 */
export async function findGuardPolicy(places: readonly PolicyPlace[]): Promise<GuardPolicyChoice> {
  for (const { origin, ...place } of places) {
    const policy = await policyOf(place);
    if (policy !== undefined) return { origin, policy };
  }
  return { origin: "default", policy: "default" };
}

/** Returns the policy that a place chooses: by its setting, or else by its file. Undefined if it has neither. */
export async function policyOf({
  layer,
  folder,
}: Omit<PolicyPlace, "origin">): Promise<GuardPolicyChoice["policy"] | undefined> {
  const setting = layer?.values.guard?.policy;
  const own = ownPolicies.find((name) => name === setting);
  if (own !== undefined) return own;
  if (layer !== undefined && setting !== undefined) return readNamed(setting, layer);
  return folder === undefined ? undefined : readPolicy(join(folder, GUARDS_FILE));
}

async function readNamed(setting: string, { folder, origin }: SettingsLayer): Promise<GuardPolicyFile> {
  const path = setting.startsWith("~/") ? join(homedir(), setting.slice(2)) : resolve(folder, setting);
  const file = await readPolicy(path);
  if (file !== undefined) return file;
  throw new InvalidSettingsError(`There is no guard policy ${path}, which "guard.policy" names (in ${origin}).`, {
    hint: "Write the path of a policy file, `default`, `off` or `safe-harbor`.",
  });
}

async function readPolicy(path: string): Promise<GuardPolicyFile | undefined> {
  try {
    return { path, bytes: await readLimitedFile(path) };
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(errorCodeOf(error))) return undefined;
    if (error instanceof InvalidSettingsError) throw error;
    throw new InvalidSettingsError(`The guard policy ${path} cannot be read.`, {
      hint: "Check that it is a file and that you may read it.",
      cause: error,
    });
  }
}
