import type { Claim } from "../schemas/answer.ts";

/** A sentence of an answer, and the exact texts that it cites. */
export interface ClaimToVerify {
  readonly sentence: string;
  readonly evidence: readonly string[];
}

/** Decides whether cited texts support a sentence. */
export interface Verifier {
  readonly id: string;
  verify(claim: ClaimToVerify, signal: AbortSignal): Promise<Pick<Claim, "verdict" | "why" | "decidedBy">>;
}

/** Probabilities that one text entails another, leaves it open, or contradicts it; the three sum to 1. */
export interface Entailment {
  readonly entailment: number;
  readonly neutral: number;
  /** Probability of a contradiction; 0 for a model that only recognises entailment. */
  readonly contradiction: number;
}

/** A premise, and a hypothesis that may follow from it. */
export interface EntailmentPair {
  readonly premise: string;
  readonly hypothesis: string;
}

/** Estimates whether a hypothesis follows from a premise. */
export interface EntailmentModel {
  readonly id: string;
  judge(pair: EntailmentPair, signal: AbortSignal): Promise<Entailment>;
  close(): Promise<void>;
}
