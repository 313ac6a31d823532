export { calibrationBasis } from "./calibration-basis.ts";
export { openThreshold } from "./open-threshold.ts";
export { readCalibration } from "./read-calibration.ts";
