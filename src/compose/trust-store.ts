import { existsSync } from "node:fs";
import { join } from "node:path";
import { randomSecrets } from "../adapters/system/index.ts";
import type { TrustReport, TrustRequest } from "../apps/cli/index.ts";
import { distrustSettings, openTrustMarks, type SettingsTrust, trustSettings } from "../config/index.ts";
import { append, never, type Source, type StateStore, type TrustedPart } from "../core/index.ts";
import { hasState } from "./prepare-state.ts";

/** Maximum wait for another process that writes to the store. */
const WAIT_MS = 5_000;

/**
 * Trusts a store as it is now: its settings file, its owner, and its keys, watches, unfinished jobs and sources. Or
 * removes the trust. Later changes by others need trust again.
 *
 * @returns `needs-no-trust` for a store that has nothing of the kind
 * @throws {StoreUnavailableError} if there is no such folder, or its databases cannot be opened
 * @throws {InvalidSettingsError} if the settings file is not valid
 */
export async function trustStore({ remove = false, ...request }: TrustRequest): Promise<TrustReport> {
  const { folder, userFolder, hasEntry } = await (remove ? distrustSettings(request) : trustSettings(request));
  const place = { folder, userFolder };
  if (remove) {
    const isRemoved = hasState(folder) && (await withState(place, (state) => state.removeTrust(never)));
    return { store: folder, outcome: isRemoved || hasEntry ? "removed" : "was-not-trusted", parts: [] };
  }

  const sources = await readSources(folder);
  const hasParts = hasState(folder) || sources.length > 0;
  const parts = hasParts ? await withState(place, (state) => trustParts(state, sources)) : [];
  return { store: folder, outcome: hasEntry || hasParts ? "trusted" : "needs-no-trust", parts };
}

async function trustParts(state: StateStore, sources: readonly Source[]): Promise<readonly TrustedPart[]> {
  const known = await state.trustedSources(sources, never);
  const added = sources.filter((source) => !known.includes(source));
  const parts = await state.untrustedParts(never);
  await state.trustParts(never);
  for (const source of added) await state.trustSource(source, never);
  return [...parts, ...added.map(({ uri }) => ({ kind: "source" as const, name: uri }))];
}

async function withState<Result>(
  { folder, userFolder }: Pick<SettingsTrust, "folder" | "userFolder">,
  work: (state: StateStore) => Promise<Result>,
): Promise<Result> {
  const { openSqliteState } = await import("../adapters/sqlite/index.ts");
  const marks = await openTrustMarks({ folder, userFolder, areRequired: true, secrets: randomSecrets });
  const state = await openSqliteState({ directory: folder, waitMs: WAIT_MS, mode: "write", marks });
  try {
    return await work(state);
  } finally {
    await state.close();
  }
}

/** Returns the sources of all collections. */
async function readSources(directory: string): Promise<readonly Source[]> {
  if (!existsSync(join(directory, "store.db"))) return [];
  const { openSqliteStore } = await import("../adapters/sqlite/index.ts");
  const store = await openSqliteStore({ directory, waitMs: WAIT_MS, mode: "read" });
  try {
    const sources: Source[] = [];
    for (const { name } of await store.collections(never)) append(sources, await store.sources(name, never));
    return sources;
  } finally {
    await store.close();
  }
}
