import type { Calibration, CalibrationReport } from "../../core/index.ts";
import { defined } from "../../core/index.ts";
import { chooseThreshold, leastQuestions, traceCurve } from "./choose-threshold.ts";
import { findDrift } from "./find-drift.ts";

const POINTS = 10;
/** Rates to try if the requested one cannot be kept. Larger ones promise nothing useful. */
const OTHER_RATES = [0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5];

/** Describes a calibration, and whether it still fits what shapes answers now. */
export function describeCalibration(calibration: Calibration, now: Calibration["basis"]): CalibrationReport {
  const { collection, calibratedAt, maxWrongRate, certainty, outcomes } = calibration;
  const promise = { maxWrongRate, certainty };
  const chosen = chooseThreshold(outcomes, promise);
  const reachableRate =
    chosen === undefined
      ? OTHER_RATES.find((rate) => rate > maxWrongRate && chooseThreshold(outcomes, { ...promise, maxWrongRate: rate }))
      : undefined;
  return defined({
    collection,
    calibratedAt,
    maxWrongRate,
    certainty,
    questions: {
      total: outcomes.length,
      answerable: outcomes.filter(({ answers }) => answers.length > 0).length,
      generated: outcomes.filter(({ isGenerated }) => isGenerated === true).length,
    },
    chosen,
    leastShown: leastQuestions(promise),
    reachableRate,
    curve: traceCurve(outcomes, POINTS, certainty),
    outdated: findDrift(calibration, now),
  });
}
