/** A question of which is known how it is to be answered. */
export interface LabelledQuestion {
  readonly question: string;
  /** An answer with one of these in it is right; none: the documents do not answer it, and any answer is wrong. */
  readonly answers: readonly string[];
  /** Made from the documents, and not asked by a person. Default false. */
  readonly isGenerated?: boolean;
}

/** What became of a labelled question where no threshold held an answer back. */
export interface CalibrationOutcome extends LabelledQuestion {
  /** From 0 to 1; absent where there was nothing to show at any threshold. */
  readonly confidence?: number;
  /** Whether what would be shown has one of the answers in it; false where nothing would be. */
  readonly isRight: boolean;
}

/** What was found when a collection's questions were answered, and under which circumstances. */
export interface Calibration {
  readonly collection: string;
  /** ISO 8601, UTC. */
  readonly calibratedAt: string;
  /** The share of wrong answers, of those shown, that was asked for; above 0 and below 1. */
  readonly maxWrongRate: number;
  /** How sure that promise is, over the draw of the questions; from 0.5 to below 1. */
  readonly certainty: number;
  readonly outcomes: readonly CalibrationOutcome[];
  /** All that shapes answers, by name: the models, the settings, the documents. */
  readonly basis: Readonly<Record<string, string>>;
}
