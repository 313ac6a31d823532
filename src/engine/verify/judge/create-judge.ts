import { z } from "zod";
import { type Claim, type ClaimToVerify, GenerationFailedError, type TextGenerator } from "../../../core/index.ts";

export interface JudgeServices {
  readonly generator: TextGenerator;
  /** What the model is told to do: `prompts/judge.md`. */
  readonly instructions: string;
  /** A new random name at every call, which no text can know. */
  nextFence(): string;
}

export interface JudgeBudget {
  /** How often the model may be asked, from 0. */
  readonly calls: number;
  /** Of one answer, its hidden thought counted; from 1. */
  readonly outputTokens: number;
}

export type Judgement = Pick<Claim, "verdict" | "why">;

/** Of more text nothing is read. */
const MOST_CHARACTERS = 10_000;
const reply = z.strictObject({
  verdict: z.enum(["supported", "contradicted", "not-enough-evidence"]),
  reason: z.string().trim().min(1).max(500),
});

/**
 * Has a language model judge a sentence by what it cites. What it says counts only in the form that it was asked for; where
 * it fails, says something else or may not be asked any more, the claim is `unmeasured`. The same claim is asked once.
 */
export function createJudge(services: JudgeServices, budget: JudgeBudget) {
  const asked = new Map<string, Promise<Judgement>>();
  let left = budget.calls;
  return (claim: ClaimToVerify, signal: AbortSignal): Promise<Judgement> => {
    const key = JSON.stringify([claim.sentence, claim.evidence]);
    const known = asked.get(key);
    if (known !== undefined) return known;
    if (left <= 0)
      return Promise.resolve(unmeasured(`The judge may be asked ${budget.calls} times for an answer, and was.`));
    left--;
    const judgement = askModel(services, claim, { signal, outputTokens: budget.outputTokens });
    asked.set(key, judgement);
    return judgement;
  };
}

async function askModel(
  { generator, instructions, nextFence }: JudgeServices,
  claim: ClaimToVerify,
  { signal, outputTokens }: { readonly signal: AbortSignal; readonly outputTokens: number },
): Promise<Judgement> {
  const request = {
    system: instructions,
    messages: [{ role: "user", text: writeClaim(claim, nextFence) }],
    maxOutputTokens: outputTokens,
    sampling: { temperature: 0 },
  } as const;
  let said = "";
  try {
    for await (const part of generator.generate(request, signal)) {
      if (part.type === "text") said = (said + part.text).slice(0, MOST_CHARACTERS);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof GenerationFailedError)) throw error;
    return unmeasured(`The judge failed: ${error.message}`);
  }
  return readReply(said);
}

function writeClaim({ sentence, evidence }: ClaimToVerify, nextFence: () => string): string {
  const texts = [sentence, ...evidence];
  let fence = nextFence();
  while (texts.some((text) => text.includes(fence))) fence = nextFence();
  const sources = evidence.map((text, index) => `<<source ${index + 1} ${fence}>>\n${text}\n<<end ${fence}>>`);
  return [...sources, `<<sentence ${fence}>>\n${sentence}\n<<end ${fence}>>`].join("\n\n");
}

function readReply(said: string): Judgement {
  let value: unknown;
  try {
    value = JSON.parse(said);
  } catch {
    return unmeasured("The judge did not answer in the form that it was asked for.");
  }
  const parsed = reply.safeParse(value);
  if (!parsed.success) return unmeasured("The judge did not answer in the form that it was asked for.");
  const { verdict, reason } = parsed.data;
  return { verdict, why: /[.!?]$/u.test(reason) ? reason : `${reason}.` };
}

function unmeasured(why: string): Judgement {
  return { verdict: "unmeasured", why };
}
