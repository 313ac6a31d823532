/** A question with its right answers. */
export interface LabelledQuestion {
  readonly question: string;
  /**
   * An answer that contains one of these is right. If the list is empty, the documents do not answer the question, and
   * any answer is wrong.
   */
  readonly answers: readonly string[];
  /** True if the question was made from the documents instead of by a person. Default false. */
  readonly isGenerated?: boolean;
}

/** Outcome of a labelled question without any threshold. */
export interface CalibrationOutcome extends LabelledQuestion {
  /** Confidence from 0 to 1; absent if there was no answer at any threshold. */
  readonly confidence?: number;
  /** True if the answer contains one of the right answers; false without an answer. */
  readonly isRight: boolean;
}

/** Outcomes of a collection's labelled questions, with everything that they depend on. */
export interface Calibration {
  readonly collection: string;
  /** Time of the calibration, ISO 8601 in UTC. */
  readonly calibratedAt: string;
  /** Requested maximum share of wrong answers among those shown; above 0 and below 1. */
  readonly maxWrongRate: number;
  /** Probability, over the choice of questions, with which `maxWrongRate` holds; from 0.5 to below 1. */
  readonly certainty: number;
  readonly outcomes: readonly CalibrationOutcome[];
  /** Everything that shapes answers, by name: the models, the settings, the documents. */
  readonly basis: Readonly<Record<string, string>>;
}
