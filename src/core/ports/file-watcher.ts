import type { SourceProblem } from "./source-reader.ts";

/** What happened below a watched folder since it was told last. */
export interface FileChanges {
  /** URIs of files and folders that are not there any more; what lay below one has gone with it. */
  readonly gone: readonly string[];
  /** Whether something may be new or may have changed. */
  readonly hasNews: boolean;
}

export interface WatchListener {
  /** Within a few tenths of a second, however much happens. */
  onChanges(changes: FileChanges): void;
  /** Watching goes on. */
  onProblem(problem: SourceProblem): void;
}

export interface Watching {
  close(): Promise<void>;
}

/**
 * Tells what happens to files. It may tell too much, and in no order: whoever listens looks for himself. Nothing is told
 * as gone while the folder itself is away or another one has taken its place, as when its disk is not mounted; when the
 * folder is there again, there is news.
 */
export interface FileWatcher {
  /**
   * Watches a folder and all below it but for what is left out of its documents. What changes after the promise has
   * settled is told.
   *
   * @param folder  its `file:` URI, which ends in `/`
   */
  watch(folder: string, listener: WatchListener): Promise<Watching>;
}
