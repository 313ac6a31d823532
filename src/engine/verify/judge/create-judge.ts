import { z } from "zod";
import {
  type Claim,
  type ClaimToVerify,
  GenerationFailedError,
  parseJson,
  type TextGenerator,
} from "../../../core/index.ts";
import { askModel, markDocuments } from "../../prompt/index.ts";

/** Services that a judge works with. */
export interface JudgeServices {
  readonly generator: TextGenerator;
  /** System prompt, `prompts/judge.md`. */
  readonly instructions: string;
  /** Returns a new random name at every call, so that no text can contain it on purpose. */
  nextFence(): string;
}

/** Limits of a judge for one answer. */
export interface JudgeBudget {
  /** Maximum number of calls, from 0. */
  readonly calls: number;
  /** Maximum output tokens of one call, hidden reasoning included; from 1. */
  readonly outputTokens: number;
}

/** Verdict of a judge, with its reason. */
export type JudgeVerdict = Pick<Claim, "verdict" | "why">;

/** Maximum characters read of a reply. */
const MAX_REPLY_CHARACTERS = 10_000;
const reply = z.strictObject({
  verdict: z.enum(["supported", "contradicted", "not-enough-evidence"]),
  reason: z.string().trim().min(1).max(500),
});

/**
 * Creates a judge that lets a language model judge a sentence by its cited texts. The claim is `unmeasured` if the
 * model fails, replies in another form, or has no calls left. Each claim is judged once.
 */
export function createJudge(services: JudgeServices, budget: JudgeBudget) {
  const verdicts = new Map<string, Promise<JudgeVerdict>>();
  let callsLeft = budget.calls;
  return (claim: ClaimToVerify, signal: AbortSignal): Promise<JudgeVerdict> => {
    const key = JSON.stringify([claim.sentence, claim.evidence]);
    const earlier = verdicts.get(key);
    if (earlier !== undefined) return earlier;
    if (callsLeft <= 0)
      return Promise.resolve(unmeasured(`The judge has used its ${budget.calls} calls for this answer.`));
    callsLeft--;
    const verdict = judgeByModel(services, claim, budget.outputTokens, signal);
    verdicts.set(key, verdict);
    return verdict;
  };
}

async function judgeByModel(
  { generator, instructions, nextFence }: JudgeServices,
  claim: ClaimToVerify,
  outputTokens: number,
  signal: AbortSignal,
): Promise<JudgeVerdict> {
  const request = {
    ...writeClaim(claim, { instructions, nextFence }),
    maxOutputTokens: outputTokens,
    sampling: { temperature: 0 },
  } as const;
  let replyText = "";
  try {
    for await (const part of askModel(generator, request, signal)) {
      if (part.type === "text") replyText = (replyText + part.text).slice(0, MAX_REPLY_CHARACTERS);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof GenerationFailedError)) throw error;
    return unmeasured(`The judge failed: ${error.message}`);
  }
  return readReply(replyText);
}

/** Writes the prompt for a claim. The sentence is marked too, since it may repeat a document. */
function writeClaim(
  { sentence, evidence }: ClaimToVerify,
  { instructions, nextFence }: Pick<JudgeServices, "instructions" | "nextFence">,
) {
  const sources = evidence.map((text, index) => ({ name: `source ${index + 1}`, text }));
  const { blocks, fence, marks } = markDocuments([...sources, { name: "sentence", text: sentence }], {
    others: [],
    nextFence,
  });
  return {
    system: instructions,
    messages: [{ role: "user", text: blocks.join("\n\n") }],
    source: { question: sentence, evidence, canaries: [fence], marks },
  } as const;
}

function readReply(replyText: string): JudgeVerdict {
  const parsed = reply.safeParse(parseJson(replyText));
  if (!parsed.success) return unmeasured("The judge's reply is not in the requested form.");
  const { verdict, reason } = parsed.data;
  return { verdict, why: /[.!?]$/u.test(reason) ? reason : `${reason}.` };
}

function unmeasured(why: string): JudgeVerdict {
  return { verdict: "unmeasured", why };
}
