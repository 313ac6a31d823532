import type { Claim } from "../schemas/answer.ts";

/** One sentence of an answer and the exact texts that it cites. */
export interface ClaimToVerify {
  readonly sentence: string;
  readonly evidence: readonly string[];
}

/** Is this sentence supported by what it cites? */
export interface Verifier {
  readonly id: string;
  verify(claim: ClaimToVerify, signal: AbortSignal): Promise<Pick<Claim, "verdict" | "why" | "decidedBy">>;
}

/** How likely it is that a text says another, leaves it open, or denies it; the three sum to 1. */
export interface Entailment {
  readonly entailment: number;
  readonly neutral: number;
  /** 0 of a model that only knows whether something follows. */
  readonly contradiction: number;
}

/** Reads two texts: does the second follow from the first? */
export interface EntailmentModel {
  readonly id: string;
  judge(pair: { readonly premise: string; readonly hypothesis: string }, signal: AbortSignal): Promise<Entailment>;
  close(): Promise<void>;
}
