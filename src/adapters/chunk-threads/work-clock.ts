/** Clock that limits the time of some work and can pause. */
export interface WorkClock {
  start(): void;
  pause(): void;
}

/** Creates a clock that calls `onLimit` after it has run for `limitMs`, pauses not counted. */
export function createWorkClock(limitMs: number, onLimit: () => void): WorkClock {
  let leftMs = limitMs;
  let startedMs = 0;
  let timer: NodeJS.Timeout | undefined;
  return {
    start() {
      startedMs = performance.now();
      timer = setTimeout(onLimit, leftMs);
    },
    pause() {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      leftMs = Math.max(1, leftMs - (performance.now() - startedMs));
    },
  };
}
