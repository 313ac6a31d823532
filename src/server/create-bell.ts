import { setTimeout } from "node:timers/promises";

/** How soon it is noticed what another process has asked for or done. */
const LOOK_EVERY_MS = 1_000;

/** Wakes those who wait when it is rung, and now and then: what other processes do is not heard. */
export function createBell(): { ring(): void; next(signal: AbortSignal): Promise<void> } {
  let rung = new AbortController();
  return {
    ring() {
      rung.abort();
      rung = new AbortController();
    },
    async next(signal) {
      const awake = AbortSignal.any([rung.signal, signal]);
      await setTimeout(LOOK_EVERY_MS, undefined, { signal: awake }).catch((error: unknown) => {
        if (!awake.aborted) throw error;
      });
      signal.throwIfAborted();
    },
  };
}
