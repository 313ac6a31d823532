import { fileURLToPath } from "node:url";
import type { FileWatcher } from "../../core/index.ts";
import { FolderWatch, type PathFilter, type WatchTimes } from "./folder-watch.ts";

const DEFAULT_TIMES: WatchTimes = { noticeDelayMs: 50, checkIntervalMs: 500 };

/**
 * Creates a watcher for folders of this machine, which uses the notices of the operating system.
 *
 * @param createFilter  returns the filter for the files of a folder that are never documents, and are not watched
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
