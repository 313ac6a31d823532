import { setTimeout as sleep } from "node:timers/promises";

/** Joins many notices of changes into few rounds of work. */
export interface Wake {
  ring(): void;
  /** Reports a change after a delay, unless it was closed. */
  ringLater(delayMs: number): void;
  /** Returns a signal that aborts as soon as a change is reported. */
  news(): AbortSignal;
  /** Waits for a change, and then for a quiet moment. Takes all changes reported until then. */
  next(signal: AbortSignal): Promise<void>;
  close(): void;
}

export interface WakeOptions {
  /** Time without a change after which a round begins. Default: 200. */
  readonly quietMs?: number;
  /** Maximum time to wait for quiet. Default: 2,000. */
  readonly maxWaitMs?: number;
}

/** Delay before a source with changes is synced once more: a new folder may have been filled before it was watched. */
export const SYNC_AGAIN_MS = 1_000;

export function createWake({ quietMs = 200, maxWaitMs = 2_000 }: WakeOptions = {}): Wake {
  let news = new AbortController();
  let rings = 0;
  let timer: NodeJS.Timeout | undefined;
  const ring = () => {
    rings++;
    news.abort();
  };
  return {
    ring,
    ringLater(delayMs) {
      clearTimeout(timer);
      timer = setTimeout(ring, delayMs);
    },
    news: () => news.signal,
    async next(signal) {
      await aborted(AbortSignal.any([news.signal, signal]));
      for (let waitedMs = 0; waitedMs < maxWaitMs; waitedMs += quietMs) {
        signal.throwIfAborted();
        const before = rings;
        await sleep(quietMs);
        if (rings === before) break;
      }
      signal.throwIfAborted();
      news = new AbortController();
    },
    close: () => clearTimeout(timer),
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
