export { createFileWatcher } from "./create-file-watcher.ts";
