import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../adapters/system/index.ts";
import type { RepairOptions } from "../../apps/cli/index.ts";
import { loadSettings } from "../../config/index.ts";
import { type DamagedStore, InvalidArgumentError, never, StoreUnavailableError } from "../../core/index.ts";
import { createIndexWriter, openWholeSegments } from "../../engine/kernel/index.ts";
import { createAnalyzer, signText } from "../../engine/text/index.ts";
import type { RepairReport } from "../../library/index.ts";
import { repairCollections } from "../../library/transfer/repair-collections.ts";
import { hasState } from "../prepare-state.ts";
import { checkStoreHealth } from "./store-health.ts";

/**
 * Rebuilds a damaged store from what can be read, and replaces it. The damaged file stays beside it. If the repair
 * stops or fails, the store stays as it was.
 *
 * @returns undefined if the store is intact; then nothing was changed
 * @throws {StoreBusyError} if another process has the store open
 * @throws {StoreUnavailableError} if there is no store, or nothing of it can be read
 */
export async function repairStore(options: RepairOptions = {}): Promise<RepairReport | undefined> {
  const { store, settings } = await loadSettings(options);
  const { signal = never, onProgress = () => undefined } = options;
  const { folder } = store;
  const waitMs = settings.store.waitSeconds * 1_000;
  // A store with answers, keys or watches only has no documents to repair.
  if (!existsSync(join(folder, "store.db")) && hasState(folder)) return undefined;
  if (!existsSync(join(folder, "store.db")))
    throw new StoreUnavailableError(`There is no store at ${folder}.`, { hint: "Name another folder with --store." });
  if ((await checkStoreHealth(folder, waitMs, signal)).count === 0) return undefined;
  const stamp = new Date(systemClock.now()).toISOString().replace(/[-:]|\..*/g, "");
  const workFolder = join(folder, `repair-${stamp}`);
  const name = `store.db.damaged-${stamp}`;
  if (existsSync(workFolder) || existsSync(join(folder, name)))
    throw new InvalidArgumentError(`${workFolder} exists already.`, { hint: "Try again in a second." });
  const { openDamagedStore, replaceStoreFile } = await import("../../adapters/sqlite/index.ts");
  const damaged = openDamagedStore(folder);
  try {
    mkdirSync(workFolder);
    const repaired = await rebuild(damaged, workFolder, waitMs, onProgress, signal);
    if (repaired.documents === 0)
      throw new StoreUnavailableError(`No document of ${folder} can be read any more.`, {
        hint: "Restore the store from a backup, or add the documents again to a new one.",
      });
    const { damages } = await checkStoreHealth(workFolder, waitMs, signal);
    if (damages.length > 0)
      throw new StoreUnavailableError(`The rebuilt store is not intact: ${damages[0]}`, {
        hint: "Restore the store from a backup, or add the documents again to a new one.",
      });
    damaged.close();
    return { store: folder, damagedFile: replaceStoreFile(folder, { from: workFolder, name }), ...repaired };
  } finally {
    damaged.close();
    rmSync(workFolder, { recursive: true, force: true });
  }
}

/**
 * Writes the readable documents to a new store.
 *
 * @param tell  called with the number of documents saved so far
 */
async function rebuild(
  damaged: DamagedStore,
  directory: string,
  waitMs: number,
  tell: (documents: number) => void,
  signal: AbortSignal,
) {
  const { createStoreWriter, openSqliteStore } = await import("../../adapters/sqlite/index.ts");
  const store = await openSqliteStore({ directory, waitMs, mode: "write", create: true });
  try {
    const index = createIndexWriter({ store, analyzer: createAnalyzer(), sign: signText });
    const writer = { ...index, ...createStoreWriter(store) };
    const openIndex = (collection: string, reading: AbortSignal) =>
      openWholeSegments(damaged, damaged.indexState(collection), reading);
    return await repairCollections({ damaged, store, writer, openIndex, tell }, signal);
  } finally {
    await store.close();
  }
}
