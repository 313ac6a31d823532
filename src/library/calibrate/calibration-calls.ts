import type { CalibrationReport, LabelledQuestion } from "../../core/index.ts";
import type { AnswerContext } from "../answer/answer-context.ts";
import type { CallGroup } from "../call/call-group.ts";
import type { CallOptions } from "../call/call-options.ts";
import type { CalibrateOptions } from "./calibrate.ts";

/** Calibration. */
export interface CalibrationCalls {
  /**
   * Chooses the confidence threshold of a collection, so that at most a given share of the shown answers is wrong. Asks
   * questions with known answers. An answer is wrong if it contains none of the accepted answers. A stopped call leaves
   * the previous calibration active.
   *
   * @param questions  a file of JSON lines `{question, answers}`, or the questions;
   *                   default: those of the last calibration
   * @throws {InvalidArgumentError} if there are no questions, or a number is out of its bounds
   * @throws {InvalidDataError} naming the malformed line
   *
   * @example
   * const { chosen } = await lydian.calibrate("questions.jsonl", { maxWrongRate: 0.1 });
   * if (chosen === undefined) console.log("These questions prove no threshold for this rate.");
   * else console.log(chosen.wrong, "of", chosen.shown, "answers were wrong"); // 0 of 30 answers were wrong
   */
  calibrate(questions?: string | readonly LabelledQuestion[], options?: CalibrateOptions): Promise<CalibrationReport>;

  /**
   * Returns a collection's active calibration, and whether it still fits. Asks nothing.
   *
   * @example
   * const report = await lydian.calibration();
   * if (report !== undefined) console.log(report.maxWrongRate, report.outdated.length); // 0.1 0
   */
  calibration(options?: CallOptions): Promise<CalibrationReport | undefined>;

  /**
   * Returns to the usual threshold and erases the calibration's questions from the store's files.
   * Returns whether there was one.
   *
   * @example
   * console.log(await lydian.forgetCalibration()); // true
   */
  forgetCalibration(options?: CallOptions): Promise<boolean>;
}

export const calibrationCalls: CallGroup<CalibrationCalls, AnswerContext> = {
  load: () => import("./index.ts"),
  names: ["calibrate", "calibration", "forgetCalibration"],
};
