import type { FileWatcher, Job, Watch, WatchStore } from "../../../core/index.ts";

export interface WatchSourcesServices {
  readonly store: Pick<WatchStore, "listWatches" | "tellWatch">;
  /** Loads the watcher, when the first source is watched. */
  watcher(): Promise<FileWatcher>;
  /** Syncs a source by a job that begins after this call, and returns the job when it has ended. */
  sync(watch: Pick<Watch, "collection" | "uri">, signal: AbortSignal): Promise<Job>;
  /** Returns the current time: ISO 8601, UTC. */
  now(): string;
  /** Waits until the list of watches may have changed. */
  wait(signal: AbortSignal): Promise<void>;
  /** Reports an unexpected error. The source is retried. */
  failed(error: unknown): void;
}
