import type { Clock } from "../ports/system.ts";

/** Clock that limits the time of some work and can pause. */
export interface WorkClock {
  start(): void;
  pause(): void;
  /** Stops the clock for good. */
  end(): void;
}

interface WorkClockOptions {
  readonly limitMs: number;
  /** Called when the limit is reached. */
  onLimit(): void;
  monotonicMs: Clock["monotonicMs"];
}

/** Creates a clock that calls `onLimit` after it has run for `limitMs`, pauses not counted. */
export function createWorkClock({ limitMs, onLimit, monotonicMs }: WorkClockOptions): WorkClock {
  let leftMs = limitMs;
  let startedMs = 0;
  let timer: NodeJS.Timeout | undefined;
  let hasEnded = false;
  const pause = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    leftMs = Math.max(1, leftMs - (monotonicMs() - startedMs));
  };
  return {
    start() {
      if (hasEnded || timer !== undefined) return;
      startedMs = monotonicMs();
      timer = setTimeout(onLimit, leftMs);
    },
    pause,
    end() {
      hasEnded = true;
      pause();
    },
  };
}
