import { wilsonInterval } from "../../src/evaluate/metrics/wilson-interval.ts";
import type { GuardMeasure } from "./guard-measure.ts";

interface Share extends Pick<GuardMeasure, "guard" | "data" | "measure"> {
  readonly hits: number;
  readonly trials: number;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** Returns a share with its 95 % interval, and whether it reaches its goal. */
export function measureShare({ hits, trials, atLeast, atMost, ...names }: Share): GuardMeasure {
  const { value, interval } = wilsonInterval(hits, trials);
  const [low, high] = interval;
  const measured = { ...names, value, low, high };
  if (atLeast !== undefined) return { ...measured, goal: atLeast, reached: value >= atLeast };
  if (atMost !== undefined) return { ...measured, goal: atMost, reached: value <= atMost };
  return measured;
}
