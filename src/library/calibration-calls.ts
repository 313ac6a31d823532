import type { CalibrationCalls } from "./calibrate/calibrating.ts";
import type { SearchContext } from "./search/open-search.ts";

/** The calls about how wrong answers may be; their code is loaded by the first of them. */
export function createCalibrationCalls(context: SearchContext): CalibrationCalls {
  const story = () => import("./calibrate/calibrate.ts");
  return {
    calibrate: async (questions, options = {}) => (await story()).calibrate(context, questions, options),
    calibration: async (options = {}) => (await story()).calibration(context, options),
    forgetCalibration: async (options = {}) => (await story()).forgetCalibration(context, options),
  };
}
