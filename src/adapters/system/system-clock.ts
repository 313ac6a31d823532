import type { Clock } from "../../core/index.ts";

/** Clock of the operating system. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
};
