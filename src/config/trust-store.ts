import { stat } from "node:fs/promises";
import { join } from "node:path";
import { StoreUnavailableError } from "../core/index.ts";
import { findStore, type StoreRequest } from "./find-store.ts";
import { readSettingsFile } from "./read-settings-file.ts";
import { forgetTrust, recordTrust } from "./trusted-stores.ts";
import { userFolders } from "./user-folders.ts";

export interface TrustRequest extends StoreRequest {
  /** True to remove the trust. */
  readonly remove?: boolean;
}

export interface TrustReport {
  /** Absolute path of the store's folder. */
  readonly store: string;
  readonly outcome: "trusted" | "removed" | "was-not-trusted" | "needs-no-trust";
}

/**
 * Trusts a store's settings file as it is now, or removes the trust.
 *
 * @returns `needs-no-trust` for a store without a settings file
 * @throws {StoreUnavailableError} if there is no such folder
 * @throws {InvalidSettingsError} if the settings file is not valid
 */
export async function trustStore(request: TrustRequest): Promise<TrustReport> {
  const { environment = process.env } = request;
  const { folder } = findStore(request);
  await requireFolder(folder);
  const { config } = userFolders(environment);
  if (request.remove === true) {
    const wasTrusted = await forgetTrust(folder, config);
    return { store: folder, outcome: wasTrusted ? "removed" : "was-not-trusted" };
  }
  const file = await readSettingsFile(join(folder, "settings.yaml"));
  if (file === undefined) return { store: folder, outcome: "needs-no-trust" };
  await recordTrust(folder, file.bytes, config);
  return { store: folder, outcome: "trusted" };
}

async function requireFolder(folder: string): Promise<void> {
  const isFolder = await stat(folder).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (isFolder) return;
  throw new StoreUnavailableError(`There is no store at ${folder}.`, {
    hint: "Name the store's folder: `lydian trust DIR`.",
  });
}
