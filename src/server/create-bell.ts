import { setTimeout } from "node:timers/promises";

/** Maximum time until the work of another process is noticed. */
const POLL_MS = 1_000;

export interface Bell {
  /** Wakes everyone who waits. */
  ring(): void;
  /** Waits until the bell rings, but at most a second, because the bells of other processes are not heard. */
  next(signal: AbortSignal): Promise<void>;
}

/** Creates a bell. */
export function createBell(): Bell {
  let ringing = new AbortController();
  return {
    ring() {
      ringing.abort();
      ringing = new AbortController();
    },
    async next(signal) {
      const awake = AbortSignal.any([ringing.signal, signal]);
      await setTimeout(POLL_MS, undefined, { signal: awake }).catch((error: unknown) => {
        if (!awake.aborted) throw error;
      });
      signal.throwIfAborted();
    },
  };
}
