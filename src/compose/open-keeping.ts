import { defined } from "../core/index.ts";
import { createIndexReader } from "../engine/kernel/index.ts";
import type { KeepingParts, LydianParts } from "../library/index.ts";
import { hasState } from "./prepare-state.ts";
import { storeFiles } from "./store-files.ts";

export async function openKeeping(
  directory: string,
  waitMs: number,
  analyzer: LydianParts["analyzer"],
): Promise<KeepingParts> {
  const { createNewFiles, openReadableFile: openFile, spoolStream } = await import("../adapters/files/index.ts");
  const { copySqliteState, copySqliteStore, openSqliteStore } = await import("../adapters/sqlite/index.ts");
  const openFrozen = async () => {
    const store = await openSqliteStore({ directory, waitMs, mode: "read", frozen: true });
    const index = createIndexReader({ store, analyzer });
    return { store, index, close: async () => void (await Promise.all([index.close(), store.close()])) };
  };
  const copyStore: KeepingParts["copyStore"] = (to, onProgress, signal) =>
    copySqliteStore({ directory, waitMs, to, onProgress }, signal);
  const copyState = (to: string, signal: AbortSignal) => copySqliteState({ directory, waitMs, to }, signal);
  return defined({
    openFile,
    spoolStream,
    openFrozen,
    createFile: createNewFiles(storeFiles(directory)),
    copyStore,
    copyState: hasState(directory) ? copyState : undefined,
  });
}
