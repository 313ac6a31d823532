import {
  type ClaimToVerify,
  type Embedder,
  type EntailmentModel,
  findMax,
  type TextGenerator,
  VerificationFailedError,
  type Verifier,
} from "../../core/index.ts";
import { type CheckedClaim, type CheckServices, compareClaim, isQuote } from "./checks/compare-claim.ts";
import { createJudge, type JudgeBudget } from "./judge/create-judge.ts";
import { isSupported } from "./weigh/weigh-claim.ts";

/** Services and models that a verifier works with. */
export interface VerifierServices extends CheckServices {
  /**
   * Opens an embedder that compares sentences by meaning, for the first sentence that needs it. Without it, or with
   * another model than the weights were fitted with, words alone decide.
   */
  embedder?(): Promise<Pick<Embedder, "embedDocuments" | "space"> | undefined>;
  /** Model for natural language inference, opened for the first sentence that the checks leave open. */
  readonly entailment?: { readonly name: string; open(): Promise<EntailmentModel> };
  /** Language model that judges the sentences that are still open. */
  readonly judge?: JudgeModel;
}

/** A language model that judges, opened on first use. */
export interface JudgeModel extends JudgeBudget {
  readonly name: string;
  open(): Promise<{ readonly generator: TextGenerator; readonly instructions: string }>;
  nextFence(): string;
}

type Judgement = Awaited<ReturnType<Verifier["verify"]>>;

/** Minimum probability at which an entailment model decides; below it, the next step decides. */
const MIN_PROBABILITY = 0.8;

/**
 * Creates a verifier that judges a sentence by its cited texts, the cheapest check first. Each
 * verdict names the step that decided:
 *
 * 1. A sentence is supported if it is an exact quote (`quote`), or if the source says it in
 *    nearly the same words (`words`).
 * 2. It is contradicted if the source has another number, date, time or name in the same place (`facts`). So it is if
 *    only one of them has a "not", or if the source has another modal verb or an opposite word.
 * 3. It has not enough evidence if it adds a number, a name, a "must" or an "all", or omits a condition (`facts`).
 * 4. Otherwise an entailment model decides, if there is one and its probability is high (`entailment`), then a
 *    judge, if there is one (`judge`).
 * 5. Otherwise fitted weights decide, by words and, with an embedder, by meaning (`weights`).
 *
 * Negations, modal verbs and opposites are known in English only. In other languages, only quotes and sentences that a
 * model supports are supported. A verifier serves one answer, on which it spends the judge's budget.
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
      const checked = compareClaim(services, { sentence, evidence });
      return (
        settleByChecks(checked) ??
        (entailment && (await settleByEntailment(await entailment.open(), claim, signal))) ??
        (askJudge && { ...(await askJudge(claim, signal)), decidedBy: "judge" as const }) ??
        weigh(services, { sentence, checked }, signal)
      );
    },
  };
}

/** Returns the verdict of the checks; undefined if they leave it open. */
function settleByChecks({ isNearQuote, differences: [difference] }: CheckedClaim): Judgement | undefined {
  if (isNearQuote) return supported("The source says it in nearly the same words.", "words");
  if (difference === undefined) return undefined;
  return difference.kind === "contradicts"
    ? { verdict: "contradicted", why: difference.why, decidedBy: "facts" }
    : notEnough(difference.why, "facts");
}

/** Returns the model's verdict; undefined if no probability is high enough. */
async function settleByEntailment(
  model: EntailmentModel,
  { sentence, evidence }: ClaimToVerify,
  signal: AbortSignal,
): Promise<Judgement | undefined> {
  const pair = { premise: evidence.join("\n"), hypothesis: sentence };
  const probabilities = await model.judge(pair, signal).catch((error: unknown) => {
    if (!(error instanceof VerificationFailedError)) throw error;
    return error;
  });
  if (probabilities instanceof VerificationFailedError)
    return { verdict: "unmeasured", why: probabilities.message, decidedBy: "entailment" };
  const { entailment, neutral, contradiction } = probabilities;
  const by = `by ${model.id}`;
  if (entailment >= MIN_PROBABILITY) return supported(`It follows from the source, ${by}.`, "entailment");
  if (contradiction >= MIN_PROBABILITY)
    return { verdict: "contradicted", why: `The source denies it, ${by}.`, decidedBy: "entailment" };
  return neutral >= MIN_PROBABILITY ? notEnough(`It does not follow from the source, ${by}.`, "entailment") : undefined;
}

function openJudge({ calls, outputTokens, nextFence, open }: JudgeModel): ReturnType<typeof createJudge> {
  let opening: Promise<ReturnType<typeof createJudge>> | undefined;
  return async (claim, signal) => {
    opening ??= open().then((opened) => createJudge({ ...opened, nextFence }, { calls, outputTokens }));
    return (await opening)(claim, signal);
  };
}

/** A sentence with the results of its checks. */
interface CheckedSentence {
  readonly sentence: string;
  readonly checked: CheckedClaim;
}

async function weigh(
  services: VerifierServices,
  { sentence, checked }: CheckedSentence,
  signal: AbortSignal,
): Promise<Judgement> {
  if (!checked.isEnglish)
    return notEnough("It is not a quote, and in this language nothing else can be checked.", "language");
  return (await hasEnoughWeight(services, { sentence, checked }, signal))
    ? supported("Its numbers and names are in the source, and so is what it says of them.", "weights")
    : notEnough("The source says less than that.", "weights");
}

async function hasEnoughWeight(
  services: VerifierServices,
  { sentence, checked }: CheckedSentence,
  signal: AbortSignal,
): Promise<boolean> {
  const embedder = await services.embedder?.();
  if (embedder === undefined || checked.nearest.length === 0) return isSupported(checked.features);
  const [vector, ...others] = await embedder.embedDocuments([sentence, ...checked.nearest], signal);
  const cosines = others.map((other) => other.reduce((sum, value, index) => sum + value * (vector?.[index] ?? 0), 0));
  return isSupported(checked.features, { cosine: findMax(cosines), model: embedder.space.model });
}

function supported(why: string, decidedBy: NonNullable<Judgement["decidedBy"]>): Judgement {
  return { verdict: "supported", why, decidedBy };
}

function notEnough(why: string, decidedBy: NonNullable<Judgement["decidedBy"]>): Judgement {
  return { verdict: "not-enough-evidence", why, decidedBy };
}
