export { chooseThreshold, type Outcome, traceCurve, type WrongRatePromise } from "./choose-threshold.ts";
export { describeCalibration } from "./describe-calibration.ts";
export { type DrawnCurve, drawCurve } from "./draw-curve.ts";
export { findDrift } from "./find-drift.ts";
export { holdsAnswer } from "./holds-answer.ts";
export { fromKeptCalibration, toKeptCalibration } from "./keep-calibration.ts";
export { makeQuestions, type QuestionSource } from "./make-questions.ts";
export { parseQuestions } from "./parse-questions.ts";
