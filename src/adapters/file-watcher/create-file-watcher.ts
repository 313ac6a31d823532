import { fileURLToPath } from "node:url";
import type { FileWatcher } from "../../core/index.ts";
import { FolderWatch, type PathFilter, type WatchTimes } from "./folder-watch.ts";

const DEFAULT_TIMES: WatchTimes = { tellAfterMs: 50, lookEveryMs: 500 };

/**
 * Watches folders of this machine through the operating system's notices.
 *
 * @param createFilter  what of a folder is left out of its documents, and so is never watched
 */
export function createFileWatcher(
  createFilter: (folder: string) => PathFilter,
  times: WatchTimes = DEFAULT_TIMES,
): FileWatcher {
  return {
    async watch(folder, listener) {
      const watch = new FolderWatch(fileURLToPath(folder), { createFilter, listener, times });
      await watch.start();
      return { close: () => watch.close() };
    },
  };
}
