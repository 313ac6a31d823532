import type { SourceProblem } from "./source-reader.ts";

/** Changes below a watched folder since the last report. */
export interface FileChanges {
  /** URIs of files and folders that no longer exist; everything below such a folder is gone, too. */
  readonly gone: readonly string[];
  /** True if files may be new or changed. */
  readonly hasNews: boolean;
}

export interface WatchListener {
  /** Called within a few tenths of a second after a change, even if many changes follow. */
  onChanges(changes: FileChanges): void;
  /** Called for a problem; watching continues. */
  onProblem(problem: SourceProblem): void;
}

export interface Watching {
  close(): Promise<void>;
}

/**
 * Reports changes of files. Reports may be redundant and in any order, so listeners check the files themselves. While
 * the watched folder itself is missing or replaced, as when its disk is not mounted, nothing is reported as gone. When
 * the folder is back, a change is reported.
 */
export interface FileWatcher {
  /**
   * Watches a folder and everything below it, except files that are never documents. Changes after the
   * promise resolves are reported.
   *
   * @param folder  `file:` URI of the folder, ending in `/`
   */
  watch(folder: string, listener: WatchListener): Promise<Watching>;
}
