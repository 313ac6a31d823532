import type { FileWatcher, Job, Watch, WatchStore } from "../../core/index.ts";
import { followWatch } from "./follow-watch.ts";

export interface WatchServices {
  readonly store: Pick<WatchStore, "listWatches" | "tellWatch">;
  /** Loaded when something is watched. */
  watcher(): Promise<FileWatcher>;
  /** Has a source brought in step by a job that looks at it from now on, and answers the job when it is over. */
  bringInStep(watch: Pick<Watch, "collection" | "uri">, signal: AbortSignal): Promise<Job>;
  /** ISO 8601, UTC. */
  now(): string;
  /** Ends when other sources may be watched than before. */
  wait(signal: AbortSignal): Promise<void>;
  /** Told of what was not expected; the source is tried again. */
  failed(error: unknown): void;
}

/**
 * Keeps the watched sources in step until the signal is aborted, which is its normal end. Each is brought in step when it
 * begins to be watched, since it may have changed while nobody did, and whenever something happens to it; one job at a time.
 * What is wrong with one is told in the store, and stops no other.
 */
export async function watchSources(services: WatchServices, signal: AbortSignal): Promise<void> {
  const followed = new Map<string, { readonly stop: AbortController; readonly ended: Promise<void> }>();
  try {
    while (!signal.aborted) {
      const watches = new Map((await services.store.listWatches(signal)).map((watch) => [keyOf(watch), watch]));
      for (const [key, { stop, ended }] of followed) {
        if (watches.has(key)) continue;
        stop.abort();
        await ended;
        followed.delete(key);
      }
      for (const [key, watch] of watches) {
        if (followed.has(key)) continue;
        const stop = new AbortController();
        followed.set(key, { stop, ended: followWatch(services, watch, stop.signal) });
      }
      await services.wait(signal);
    }
  } finally {
    for (const { stop } of followed.values()) stop.abort();
    for (const { ended } of followed.values()) await ended;
  }
}

/** A watch that is taken back and begun again is another one. */
const keyOf = ({ collection, uri, since }: Watch): string => [collection, uri, since].join("\n");
