import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../adapters/system/index.ts";
import { loadSettings, type OpenOptions } from "../../config/index.ts";
import {
  BlockCorruptError,
  ForeignSchemaError,
  InvalidArgumentError,
  StoreUnavailableError,
} from "../../core/index.ts";
import type { StateRepairReport } from "../../library/index.ts";
import { hasState } from "../prepare-state.ts";

/**
 * Saves what can be read of a damaged `state.db` in a new file, and replaces it. The damaged file stays beside it.
 *
 * @returns undefined if there is none, or it is intact; then nothing was changed
 * @throws {StoreBusyError} if another process has the file open
 * @throws {StoreVersionError} if a newer Lydian wrote it
 */
export async function repairState(options: OpenOptions = {}): Promise<StateRepairReport | undefined> {
  const { store, settings } = await loadSettings(options);
  const { folder } = store;
  if (!hasState(folder) || (await isIntact(folder, settings.store.waitSeconds * 1_000))) return undefined;

  const stamp = new Date(systemClock.now()).toISOString().replace(/[-:]|\..*/g, "");
  const workFolder = join(folder, `repair-state-${stamp}`);
  const name = `state.db.damaged-${stamp}`;
  if (existsSync(workFolder) || existsSync(join(folder, name)))
    throw new InvalidArgumentError(`${workFolder} exists already.`, { hint: "Try again in a second." });

  const { replaceStoreFile, salvageState } = await import("../../adapters/sqlite/index.ts");
  mkdirSync(workFolder);
  try {
    const tables = await salvageState(folder, workFolder);
    return { damagedFile: replaceStoreFile(folder, { from: workFolder, name, file: "state.db" }), tables };
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

async function isIntact(directory: string, waitMs: number): Promise<boolean> {
  const { findStateDamage } = await import("../../adapters/sqlite/index.ts");
  try {
    return (await findStateDamage({ directory, waitMs })).length === 0;
  } catch (error) {
    const isDamaged = [BlockCorruptError, ForeignSchemaError, StoreUnavailableError].some(
      (Kind) => error instanceof Kind,
    );
    if (!isDamaged) throw error;
    return false;
  }
}
