import type { Watch } from "../../../core/index.ts";
import { followWatch } from "./follow-watch.ts";
import type { WatchSourcesServices } from "./watch-services.ts";

/**
 * Keeps the watched sources in sync until the signal is aborted, which is its normal end. Each is synced when its watch
 * begins, since it may have changed before, and whenever something happens to it, one job at a time. The problem of a
 * source is stored with its watch, and stops no other.
 */
export async function watchSources(services: WatchSourcesServices, signal: AbortSignal): Promise<void> {
  const followed: FollowedSources = new Map();
  try {
    while (!signal.aborted) {
      const watches = new Map((await services.store.listWatches(signal)).map((watch) => [keyOf(watch), watch]));
      await stopRemoved(followed, watches);
      startAdded(services, followed, watches);
      await services.wait(signal);
    }
  } finally {
    for (const { stop } of followed.values()) stop.abort();
    for (const { ended } of followed.values()) await ended;
  }
}

type FollowedSources = Map<string, { readonly stop: AbortController; readonly ended: Promise<void> }>;

async function stopRemoved(followed: FollowedSources, watches: ReadonlyMap<string, Watch>): Promise<void> {
  for (const [key, { stop, ended }] of followed) {
    if (watches.has(key)) continue;
    stop.abort();
    await ended;
    followed.delete(key);
  }
}

function startAdded(
  services: WatchSourcesServices,
  followed: FollowedSources,
  watches: ReadonlyMap<string, Watch>,
): void {
  for (const [key, watch] of watches) {
    if (followed.has(key)) continue;
    const stop = new AbortController();
    followed.set(key, { stop, ended: followWatch(services, watch, stop.signal) });
  }
}

/** Returns a key that differs when a watch is removed and set up again. */
const keyOf = ({ collection, uri, since }: Watch): string => [collection, uri, since].join("\n");
