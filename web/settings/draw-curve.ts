import type { CalibrationReport } from "../../src/core/index.ts";

export type CurvePoint = CalibrationReport["curve"][number];

/** Frame of the drawing in its own units. */
export const frame = { width: 560, height: 240, left: 52, right: 26, top: 16, bottom: 40 } as const;

export interface DrawnCurve {
  /** Largest share of wrong answers on the vertical axis. */
  readonly highest: number;
  /** Measured rates, as the `points` of a polyline; `bound` has the upper bounds in the same form. */
  readonly wrong: string;
  readonly bound: string;
  x(coverage: number): number;
  y(wrongRate: number): number;
}

/**
 * Draws the share of wrong answers, upwards, against the share of answered questions, to the right. The vertical axis
 * ends a little above the curve.
 */
export function drawCurve(curve: readonly CurvePoint[], maxWrongRate: number): DrawnCurve {
  const highest = Math.min(1, 1.15 * Math.max(maxWrongRate, ...curve.map(({ upperBound }) => upperBound), 0.01));
  const { width, height, left, right, top, bottom } = frame;
  const x = (coverage: number): number => left + coverage * (width - left - right);
  const y = (wrongRate: number): number =>
    height - bottom - (Math.min(wrongRate, highest) / highest) * (height - top - bottom);
  const sorted = [...curve].sort((one, other) => one.coverage - other.coverage);
  const line = (rateOf: (point: CurvePoint) => number): string =>
    sorted.map((point) => `${round(x(point.coverage))},${round(y(rateOf(point)))}`).join(" ");
  return { highest, wrong: line(({ wrongRate }) => wrongRate), bound: line(({ upperBound }) => upperBound), x, y };
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Returns a share as a percentage, such as `0.5 %`, with a narrow space. */
export function sayShare(share: number): string {
  const percent = Math.round(share * 1_000) / 10;
  return `${percent}\u202f%`;
}
