import type { Calculator, Claim, Verifier } from "../core/index.ts";
import { type CalculationServices, type CheckedSentence, checkCalculation } from "../verify/index.ts";

/** A sentence that its citations support, with the verifier's reason. */
export interface SupportedSentence extends CheckedSentence, Pick<Claim, "verdict" | "why"> {}

export interface VerifyServices extends Pick<CalculationServices, "readDocument"> {
  readonly verifier: Verifier;
  readonly calculating?: { readonly calculator: Calculator };
}

/**
 * Drops every sentence that the verifier does not find supported; what was not measured is not supported. What was
 * computed is computed again instead.
 */
export async function verifySentences(
  services: VerifyServices,
  sentences: readonly CheckedSentence[],
  signal: AbortSignal,
): Promise<readonly SupportedSentence[]> {
  const supported: SupportedSentence[] = [];
  for (const sentence of sentences) {
    const { verdict, why } = await verify(services, sentence, signal);
    if (verdict === "supported") supported.push({ ...sentence, verdict, why });
  }
  return supported;
}

async function verify(
  { verifier, calculating, readDocument }: VerifyServices,
  { text, calculation, citations }: CheckedSentence,
  signal: AbortSignal,
): Promise<Pick<Claim, "verdict" | "why">> {
  if (calculation === undefined) {
    return verifier.verify({ sentence: text, evidence: citations.map(({ quote }) => quote) }, signal);
  }
  if (calculating === undefined) return { verdict: "unmeasured", why: "Nothing is there that computes it again." };
  return checkCalculation({ text, calculation }, { readDocument, calculator: calculating.calculator }, signal);
}
