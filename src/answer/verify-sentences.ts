import type { Claim, Verifier } from "../core/index.ts";
import type { CheckedSentence } from "../verify/index.ts";

/** A sentence that its citations support, with the verifier's reason. */
export interface SupportedSentence extends CheckedSentence, Pick<Claim, "verdict" | "why"> {}

/** Drops every sentence that the verifier does not find supported; what was not measured is not supported. */
export async function verifySentences(
  verifier: Verifier,
  sentences: readonly CheckedSentence[],
  signal: AbortSignal,
): Promise<readonly SupportedSentence[]> {
  const supported: SupportedSentence[] = [];
  for (const sentence of sentences) {
    const evidence = sentence.citations.map(({ quote }) => quote);
    const { verdict, why } = await verifier.verify({ sentence: sentence.text, evidence }, signal);
    if (verdict === "supported") supported.push({ ...sentence, verdict, why });
  }
  return supported;
}
