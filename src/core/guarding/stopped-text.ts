import { GuardBlockedError, NeedsReviewError, type StoppedTextError } from "../errors/answer-errors.ts";
import type { GuardDecision, GuardRequest } from "../ports/guard.ts";

const names: Readonly<Partial<Record<GuardRequest["stage"], string>>> = {
  prompt: "The prompt to the language model",
  stream: "The reply of the language model",
};

/** Returns the error for a text that may not pass. It never repeats a part of the text. */
export function stoppedText({ action, why, help }: GuardDecision, stage: GuardRequest["stage"]): StoppedTextError {
  const message = `${names[stage] ?? `A text at the stage "${stage}"`} was stopped (${action}): ${why}`;
  const details = { hint: "Ask the author of the guard policy. In Lydian, `lydian status` names it.", help };
  return action === "block" ? new GuardBlockedError(message, details) : new NeedsReviewError(message, details);
}
