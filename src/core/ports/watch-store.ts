import type { Watch } from "../watch.ts";

/** Which sources are watched. Each call sees one committed state, and a change is on the disk when it ends. */
export interface WatchStore {
  /** One that is there already stays as it is. */
  keepWatch(watch: Watch, signal: AbortSignal): Promise<void>;
  /** By collection, then URI. */
  listWatches(signal: AbortSignal): Promise<readonly Watch[]>;
  /** Says how one is now; nothing where it is not watched any more. */
  tellWatch(watch: Pick<Watch, "collection" | "uri" | "problem">, signal: AbortSignal): Promise<void>;
  /** Answers whether it was there. */
  removeWatch(watch: Pick<Watch, "collection" | "uri">, signal: AbortSignal): Promise<boolean>;
}
