import { monitorEventLoopDelay } from "node:perf_hooks";

/** Time between two samples. A sample is late by the delay of the event loop. */
const SAMPLE_MS = 10;
const NANOSECONDS = 1e9;
const QUANTILES = [0.5, 0.99, 0.999, 1];

/** Delay of the event loop at one quantile; at the quantile 1, the maximum. */
export interface LoopDelay {
  readonly quantile: number;
  readonly seconds: number;
}

/**
 * Measures how long the event loop keeps its callers waiting. The returned function reads the delays since
 * its last call, and starts anew.
 */
export function measureLoopDelay(): () => readonly LoopDelay[] {
  const histogram = monitorEventLoopDelay({ resolution: SAMPLE_MS });
  histogram.enable();
  const toSeconds = (nanoseconds: number) => Math.max(0, nanoseconds / NANOSECONDS - SAMPLE_MS / 1_000);
  return () => {
    const delays = QUANTILES.map((quantile) => ({
      quantile,
      seconds: histogram.count === 0 ? 0 : toSeconds(histogram.percentile(quantile * 100)),
    }));
    histogram.reset();
    return delays;
  };
}
