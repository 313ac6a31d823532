import { setTimeout as sleep } from "node:timers/promises";

/** Joins many pieces of news into few rounds of work. */
export interface Wake {
  ring(): void;
  /** Rings after a while, unless it was closed. */
  ringLater(delayMs: number): void;
  /** Aborts as soon as there is news. */
  news(): AbortSignal;
  /** Waits for news, and then until it has been quiet; the news that has come until then is taken. */
  next(signal: AbortSignal): Promise<void>;
  close(): void;
}

/**
 * @param quietMs    how long nothing more must come
 * @param longestMs  how long it waits for quiet
 */
export function createWake({ quietMs, longestMs }: { readonly quietMs: number; readonly longestMs: number }): Wake {
  let news = new AbortController();
  let rings = 0;
  let later: NodeJS.Timeout | undefined;
  const ring = () => {
    rings++;
    news.abort();
  };
  return {
    ring,
    ringLater(delayMs) {
      clearTimeout(later);
      later = setTimeout(ring, delayMs);
    },
    news: () => news.signal,
    async next(signal) {
      await aborted(AbortSignal.any([news.signal, signal]));
      for (let waitedMs = 0; waitedMs < longestMs; waitedMs += quietMs) {
        signal.throwIfAborted();
        const before = rings;
        await sleep(quietMs);
        if (rings === before) break;
      }
      signal.throwIfAborted();
      news = new AbortController();
    },
    close: () => clearTimeout(later),
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
