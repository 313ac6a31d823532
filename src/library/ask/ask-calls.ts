import type { Answer, ReplayReport } from "../../core/index.ts";
import type { AnswerContext } from "../answer/answer-context.ts";
import type { CallGroup } from "../call/call-group.ts";
import type { AskOptions } from "./ask-options.ts";
import type { CheckClaimOptions, ClaimReport } from "./check-claim.ts";
import type { PromptOptions, PromptPreview } from "./preview-prompt.ts";
import type { ReplayOptions } from "./replay-answer.ts";

/** Answers. */
export interface AskCalls {
  /**
   * Answers a question with checked citations, or abstains with a reason.
   *
   * @example
   * const answer = await lydian.ask("How long is a patient record kept?");
   * if (answer.status === "grounded") console.log(answer.text); // A patient record is kept for ten years after…
   * else console.log(answer.reason, answer.nearest);
   */
  ask(question: string, options?: AskOptions): Promise<Answer>;

  /**
   * Checks a sentence against the nearest passages. It is supported if one of them supports it, even if another
   * contradicts it; then `evidence` has both. A sentence that the collection does not cover is
   * `not-enough-evidence`, never wrong.
   *
   * @throws {InvalidArgumentError} if the sentence is empty or longer than 2,000 characters
   *
   * @example
   * const { verdict, evidence } = await lydian.checkClaim("A patient record is kept for five years.");
   * console.log(verdict); // contradicted
   * console.log(evidence[0]?.quotes[0]?.quote); // A patient record is kept for ten years after…
   */
  checkClaim(claim: string, options?: CheckClaimOptions): Promise<ClaimReport>;

  /**
   * Returns the exact request that a language model would get. Searches like `ask`, and contacts no language model.
   *
   * @example
   * const { request, reason } = await lydian.prompt("How long is a patient record kept?");
   * console.log(request?.system ?? reason); // You answer a question from numbered passages, …
   */
  prompt(question: string, options?: PromptOptions): Promise<PromptPreview>;

  /**
   * Asks the question of a saved answer again and reports what differs. Uses the saved settings and scope, the current
   * documents and the current models.
   *
   * @throws {AnswerNotFoundError} if no saved answer has this id
   *
   * @example
   * const { id } = await lydian.ask("How long is a patient record kept?", { save: true });
   * const { isSame, sentences } = await lydian.replayAnswer(id);
   * console.log(isSame); // true
   * console.log(sentences[0]?.outcome); // same
   */
  replayAnswer(id: string, options?: ReplayOptions): Promise<ReplayReport>;
}

export const askCalls: CallGroup<AskCalls, AnswerContext> = {
  load: () => import("./index.ts"),
  names: ["ask", "checkClaim", "prompt", "replayAnswer"],
};
