import { fileURLToPath } from "node:url";
import type { FileWatcher } from "../../core/index.ts";
import { FolderWatch, type PathFilter } from "./folder-watch.ts";

/**
 * Watches folders of this machine through the operating system's notices.
 *
 * @param createFilter  what of a folder is left out of its documents, and so is never watched
 */
export function createFileWatcher(createFilter: (folder: string) => PathFilter): FileWatcher {
  return {
    async watch(folder, listener) {
      const watch = new FolderWatch(fileURLToPath(folder), createFilter, listener);
      await watch.start();
      return { close: () => watch.close() };
    },
  };
}
