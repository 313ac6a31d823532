import { setTimeout } from "node:timers/promises";

/** Lets requests to one host begin no faster than its delay. */
export interface Pace {
  /** Waits until the host may be asked again; `delayMs` holds until the next call for this host. */
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

/** Throws the signal's reason if it aborts meanwhile. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0) return;
  await setTimeout(ms, undefined, { signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error;
  });
}
