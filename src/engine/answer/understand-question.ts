import type { AskServices } from "./ask-request.ts";
import { standAlone } from "./follow-up/stand-alone.ts";
import { type GuardedText, guardText } from "./guard-text.ts";
import type { AnswerInProgress } from "./start-answer.ts";

/**
 * The question as it is searched for: guarded, and said so that it stands alone where it goes on with a conversation. What
 * is made of it then passes the guard, too, since words of earlier turns have come in.
 */
export async function understandQuestion(
  services: AskServices,
  { asked, answer }: { readonly asked: string; readonly answer: AnswerInProgress },
  signal: AbortSignal,
): Promise<GuardedText> {
  const guard = (text: string) =>
    answer.trace("guard-question", () => guardText(services, { stage: "question", text }, signal));
  const own = await guard(asked);
  const { conversation } = services;
  if (own.stopped !== undefined || conversation === undefined) return own;
  const understood = await answer.trace("follow-up", () => standAlone(conversation, own.text, signal));
  answer.note(understood);
  return understood.question === own.text ? own : guard(understood.question);
}
