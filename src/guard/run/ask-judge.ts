import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { GuardVerdict } from "../../core/index.ts";

/** A text, and a question about it. */
export interface JudgeRequest {
  /** The text. Anyone may have written it. */
  readonly text: string;
  /** Question of the policy, to be answered with yes or no. */
  readonly question: string;
}

/** Decides about uncertain scores, such as a language model. */
export interface GuardJudge {
  /** Returns whether the answer is yes. Throws if it cannot tell, so that the verdict is unmeasured. */
  ask(request: JudgeRequest, signal: AbortSignal): Promise<boolean>;
}

/** Asks the judge about a text, or says why not. */
export type AskJudge = (request: JudgeRequest, signal: AbortSignal) => Promise<NonNullable<GuardVerdict["judge"]>>;

/** Maximum length of a text for the judge, in UTF-16 code units. */
const MAX_CHARACTERS = 20_000;
/** Maximum number of answers that are remembered. */
const MAX_ANSWERS = 10_000;

/**
 * Creates the function that asks a judge, if there is one, once about each text. An answer that failed is asked for
 * again.
 */
export function createAskJudge(judge: GuardJudge | undefined): AskJudge {
  const answers = new LRUCache<string, "yes" | "no">({ max: MAX_ANSWERS });
  return async ({ text, question }, signal) => {
    if (judge === undefined) return "no-model";
    if (text.length > MAX_CHARACTERS) return "too-long";
    const key = createHash("sha256")
      .update(JSON.stringify([question, text]))
      .digest("base64");
    const answer = answers.get(key) ?? ((await judge.ask({ text, question }, signal)) ? "yes" : "no");
    answers.set(key, answer);
    return answer;
  };
}
