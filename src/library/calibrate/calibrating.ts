import type { CalibrationReport, LabelledQuestion } from "../../core/index.ts";
import type { CallOptions } from "../call-options.ts";

export interface CalibrateOptions extends CallOptions {
  /**
   * Largest share of wrong answers among those shown; above 0, at most 0.5. Default: the setting `answer.maxWrongRate`,
   * else that of the calibration before, else 0.05.
   */
  readonly maxWrongRate?: number;
  /** How sure the promise is, over the draw of the questions; from 0.5 to 0.999, default 0.9. */
  readonly certainty?: number;
  /** So many questions are made from the documents, too, and marked as such; from 1 to 10,000. Default none. */
  readonly generate?: number;
  /** A file to be made for the curve, as SVG. */
  readonly svgFile?: string;
  /** Whether it may take the place of another file. Default false. */
  readonly replace?: boolean;
}

/** How wrong may answers be? */
export interface CalibrationCalls {
  /**
   * Answers questions of which is known how they are to be answered, and chooses the confidence from which on answers of
   * the collection are shown from now on, so that of the answers shown no larger share is wrong than may be. Wrong is an
   * answer without one of the accepted answers in it, and any answer where there is none. Stopped, the calibration before
   * stays in force.
   *
   * @param questions  a file of JSON lines `{question, answers}`, or these themselves; default: those of the calibration before
   * @throws {InvalidArgumentError} if there are no questions, or a number is out of its bounds
   * @throws {InvalidDataError} naming the line that is malformed
   */
  calibrate(questions?: string | readonly LabelledQuestion[], options?: CalibrateOptions): Promise<CalibrationReport>;
  /** What is in force for a collection, and whether it still fits; asks nothing. */
  calibration(options?: CallOptions): Promise<CalibrationReport | undefined>;
  /** Back to the usual threshold; its questions are erased from the store's files. Answers whether there was one. */
  forgetCalibration(options?: CallOptions): Promise<boolean>;
}
