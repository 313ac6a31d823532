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
