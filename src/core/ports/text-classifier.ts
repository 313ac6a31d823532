import type { Span } from "../schemas/place.ts";

/** A model that gives texts the labels of a fixed list. */
export interface TextClassifier {
  /** Name of the model, for people. */
  readonly id: string;
  /** Hash of everything that affects a probability. */
  readonly fingerprint: string;
  readonly labels: readonly string[];
  /**
   * Whether the labels are independent, so that a text may have several or none. Otherwise their probabilities sum to
   * 1.
   */
  readonly isMultiLabel: boolean;
  /**
   * Classifies a text, a long one part by part. The parts may overlap and cover the whole text, in its order.
   *
   * @returns none for an empty text, otherwise at least one
   * @throws the signal's reason
   */
  classify(text: string, signal: AbortSignal): Promise<readonly ClassifiedPart[]>;
  close(): Promise<void>;
}

/** A part of a text with the probability of each label, in the order of the labels. */
export interface ClassifiedPart extends Span {
  readonly probabilities: readonly number[];
}
