import type { Claim, ClaimToVerify, Embedder, Verifier } from "../core/index.ts";
import { type CheckedClaim, type CheckServices, checkClaim, isQuote } from "./checks/index.ts";
import { isSupported } from "./weigh/index.ts";

export interface VerifierServices extends CheckServices {
  /**
   * Opens what compares sentences by meaning, for the first sentence that needs it. Absent, or another one than the weights
   * were fitted with: their words alone decide.
   */
  embedder?(): Promise<Pick<Embedder, "embedDocuments" | "space"> | undefined>;
}

type Judgement = Pick<Claim, "verdict" | "why">;

/**
 * Judges a sentence by what it cites, the cheapest check first:
 *
 * 1. An exact quote is supported, and so is what the source says in nearly the same words.
 * 2. Where the source says another number, date, time or name in the same place, says it with or without "not", with
 *    another modal verb or with the contrary word, the sentence is contradicted.
 * 3. Where it says a number, a name, a "must" or an "all" that the source does not, or leaves out its condition, there is
 *    not enough evidence.
 * 4. Otherwise its words, and its meaning where there is an embedder, decide by fitted weights.
 *
 * Negations, modal verbs and contraries are known in English; in other languages only quotes are supported.
 */
export function createVerifier(services: VerifierServices): Verifier {
  return {
    id: "checks",
    async verify(claim, signal) {
      signal.throwIfAborted();
      if (claim.sentence.trim() === "") return notEnough("The sentence is empty.");
      if (claim.evidence.length === 0) return notEnough("The sentence cites nothing.");
      if (isQuote(claim.sentence, claim.evidence)) return supported("It is quoted word for word.");
      return judge(services, claim, signal);
    },
  };
}

async function judge(
  services: VerifierServices,
  { sentence, evidence }: ClaimToVerify,
  signal: AbortSignal,
): Promise<Judgement> {
  const checked = checkClaim(services, { sentence, evidence });
  if (checked.isNearQuote) return supported("The source says it in nearly the same words.");
  const [difference] = checked.differences;
  if (difference?.kind === "contradicts") return { verdict: "contradicted", why: difference.why };
  if (difference !== undefined) return notEnough(difference.why);
  if (!checked.isEnglish) return notEnough("It is not a quote, and other words are not judged in this language.");
  return (await weigh(services, { sentence, checked }, signal))
    ? supported("Its numbers and names are in the source, and so is what it says of them.")
    : notEnough("The source does not say so much.");
}

async function weigh(
  services: VerifierServices,
  { sentence, checked }: { readonly sentence: string; readonly checked: CheckedClaim },
  signal: AbortSignal,
): Promise<boolean> {
  const embedder = await services.embedder?.();
  if (embedder === undefined || checked.nearest.length === 0) return isSupported(checked.features);
  const [own, ...others] = await embedder.embedDocuments([sentence, ...checked.nearest], signal);
  const cosines = others.map((other) => other.reduce((sum, value, index) => sum + value * (own?.[index] ?? 0), 0));
  return isSupported(checked.features, { cosine: Math.max(...cosines), model: embedder.space.model });
}

function supported(why: string): Judgement {
  return { verdict: "supported", why };
}

function notEnough(why: string): Judgement {
  return { verdict: "not-enough-evidence", why };
}
