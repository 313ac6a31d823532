export { calibrate, calibration, forgetCalibration } from "./calibrate.ts";
