import type { LabelledQuestion } from "../../core/index.ts";
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

/** What is shown from one threshold on. */
export interface CurvePoint {
  readonly threshold: number;
  readonly shown: number;
  readonly wrong: number;
  /** Share of the questions that are answered. */
  readonly coverage: number;
  /** Share of wrong answers among those shown. */
  readonly wrongRate: number;
  /** The true share is no larger, with the certainty of the report, at this threshold alone. */
  readonly upperBound: number;
}

/** Something that shapes answers and is otherwise now; absent on the side that lacks it. */
export interface CalibrationDrift {
  readonly name: string;
  readonly before?: string;
  readonly now?: string;
}

export interface CalibrationReport {
  readonly collection: string;
  /** ISO 8601, UTC. */
  readonly calibratedAt: string;
  readonly maxWrongRate: number;
  readonly certainty: number;
  readonly questions: {
    readonly total: number;
    readonly answerable: number;
    /** Made from the documents: people's questions are harder. */
    readonly generated: number;
  };
  /** Where answers begin to be shown; absent where no threshold can be shown to keep the rate: then none is. */
  readonly chosen?: CurvePoint;
  /** How many answers, none of them wrong, the rate needs at least. */
  readonly leastShown: number;
  /** A larger rate that these questions would be enough for; absent where there is none, or the rate is kept. */
  readonly reachableRate?: number;
  /** From the surest answers to all of them. */
  readonly curve: readonly CurvePoint[];
  /** What has changed since, and makes the promise void. */
  readonly outdated: readonly CalibrationDrift[];
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
