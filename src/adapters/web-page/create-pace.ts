import { setTimeout } from "node:timers/promises";

/** Limits the rate of requests to each host. */
export interface Pace {
  /** Waits until `delayMs` have passed since the last request to this host. */
  wait(host: string, delayMs: number, signal: AbortSignal): Promise<void>;
}

export function createPace(): Pace {
  const lastMs = new Map<string, number>();
  return {
    wait: async (host, delayMs, signal) => {
      const last = lastMs.get(host);
      if (last !== undefined) await pause(last + delayMs - performance.now(), signal);
      lastMs.set(host, performance.now());
    },
  };
}

/** Waits, or throws the signal's reason if it aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0) return;
  await setTimeout(ms, undefined, { signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error;
  });
}
