import {
  type ClaimToVerify,
  type Embedder,
  type EntailmentModel,
  type TextGenerator,
  VerificationFailedError,
  type Verifier,
} from "../../core/index.ts";
import { type CheckedClaim, type CheckServices, checkClaim } from "./checks/check-claim.ts";
import { isQuote } from "./checks/is-quote.ts";
import { createJudge, type JudgeBudget } from "./judge/create-judge.ts";
import { isSupported } from "./weigh/weigh-claim.ts";

export interface VerifierServices extends CheckServices {
  /**
   * Opens what compares sentences by meaning, for the first sentence that needs it. Absent, or another one than the weights
   * were fitted with: their words alone decide.
   */
  embedder?(): Promise<Pick<Embedder, "embedDocuments" | "space"> | undefined>;
  /** A model for natural language inference, opened for the first sentence that no check settles. */
  readonly entailment?: { readonly name: string; open(): Promise<EntailmentModel> };
  /** A language model that judges what is still open. */
  readonly judge?: JudgeModel;
}

export interface JudgeModel extends JudgeBudget {
  readonly name: string;
  open(): Promise<{ readonly generator: TextGenerator; readonly instructions: string }>;
  nextFence(): string;
}

type Judgement = Awaited<ReturnType<Verifier["verify"]>>;

/** An entailment model that is less sure leaves the claim to the next step. */
const SURE = 0.8;

/**
 * Judges a sentence by what it cites, the cheapest check first; each verdict names the step that decided:
 *
 * 1. An exact quote is supported (`quote`), and so is what the source says in nearly the same words (`words`).
 * 2. Where the source says another number, date, time or name in the same place, says it with or without "not", with
 *    another modal verb or with the contrary word, the sentence is contradicted (`facts`).
 * 3. Where it says a number, a name, a "must" or an "all" that the source does not, or leaves out its condition, there is
 *    not enough evidence (`facts`).
 * 4. An entailment model decides where there is one and it is sure (`entailment`), then a judge where there is one (`judge`).
 * 5. Otherwise its words, and its meaning where there is an embedder, decide by fitted weights (`weights`).
 *
 * Negations, modal verbs and contraries are known in English; in other languages quotes are supported, and what such a
 * model supports. A verifier is made for one answer: the judge's budget is spent on it.
 */
export function createVerifier(services: VerifierServices): Verifier {
  const { entailment, judge } = services;
  const models = [entailment?.name, judge?.name].filter((name) => name !== undefined);
  const askJudge = judge && openJudge(judge);
  return {
    id: ["checks", ...models].join(" + "),
    async verify(claim, signal) {
      signal.throwIfAborted();
      const { sentence, evidence } = claim;
      if (sentence.trim() === "") return notEnough("The sentence is empty.", "evidence");
      if (evidence.every((text) => text.trim() === "")) return notEnough("The sentence cites nothing.", "evidence");
      if (isQuote(sentence, evidence)) return supported("It is quoted word for word.", "quote");
      const checked = checkClaim(services, { sentence, evidence });
      return (
        settleByChecks(checked) ??
        (entailment && (await settleByEntailment(await entailment.open(), claim, signal))) ??
        (askJudge && { ...(await askJudge(claim, signal)), decidedBy: "judge" as const }) ??
        weigh(services, { sentence, checked }, signal)
      );
    },
  };
}

/** Undefined where the checks leave it open. */
function settleByChecks({ isNearQuote, differences: [difference] }: CheckedClaim): Judgement | undefined {
  if (isNearQuote) return supported("The source says it in nearly the same words.", "words");
  if (difference === undefined) return undefined;
  return difference.kind === "contradicts"
    ? { verdict: "contradicted", why: difference.why, decidedBy: "facts" }
    : notEnough(difference.why, "facts");
}

/** Undefined where the model is not sure. */
async function settleByEntailment(
  model: EntailmentModel,
  { sentence, evidence }: ClaimToVerify,
  signal: AbortSignal,
): Promise<Judgement | undefined> {
  const pair = { premise: evidence.join("\n"), hypothesis: sentence };
  const shares = await model.judge(pair, signal).catch((error: unknown) => {
    if (!(error instanceof VerificationFailedError)) throw error;
    return error;
  });
  if (shares instanceof VerificationFailedError)
    return { verdict: "unmeasured", why: shares.message, decidedBy: "entailment" };
  const { entailment, neutral, contradiction } = shares;
  const by = `by ${model.id}`;
  if (entailment >= SURE) return supported(`It follows from the source, ${by}.`, "entailment");
  if (contradiction >= SURE)
    return { verdict: "contradicted", why: `The source denies it, ${by}.`, decidedBy: "entailment" };
  return neutral >= SURE ? notEnough(`It does not follow from the source, ${by}.`, "entailment") : undefined;
}

function openJudge({ calls, outputTokens, nextFence, open }: JudgeModel): ReturnType<typeof createJudge> {
  let opening: Promise<ReturnType<typeof createJudge>> | undefined;
  return async (claim, signal) => {
    opening ??= open().then((opened) => createJudge({ ...opened, nextFence }, { calls, outputTokens }));
    return (await opening)(claim, signal);
  };
}

async function weigh(
  services: VerifierServices,
  { sentence, checked }: { readonly sentence: string; readonly checked: CheckedClaim },
  signal: AbortSignal,
): Promise<Judgement> {
  if (!checked.isEnglish)
    return notEnough("It is not a quote, and other words are not judged in this language.", "language");
  return (await isHeavyEnough(services, { sentence, checked }, signal))
    ? supported("Its numbers and names are in the source, and so is what it says of them.", "weights")
    : notEnough("The source does not say so much.", "weights");
}

async function isHeavyEnough(
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

function supported(why: string, decidedBy: NonNullable<Judgement["decidedBy"]>): Judgement {
  return { verdict: "supported", why, decidedBy };
}

function notEnough(why: string, decidedBy: NonNullable<Judgement["decidedBy"]>): Judgement {
  return { verdict: "not-enough-evidence", why, decidedBy };
}
