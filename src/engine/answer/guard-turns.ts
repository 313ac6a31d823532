import { defined, type GuardServices } from "../../core/index.ts";
import type { Previous } from "./follow-up/rewrite-by-rules.ts";
import { standAloneByRules } from "./follow-up/stand-alone.ts";
import { guardInput } from "./guard-stages.ts";

/**
 * Treats the turns that a caller reports like those of a stored conversation: drops the questions and answers that the
 * guard stops, and rewrites each question to stand alone after the one before it.
 *
 * @param turns  oldest first
 */
export async function guardTurns(
  services: GuardServices,
  turns: readonly Previous[],
  signal: AbortSignal,
): Promise<readonly Previous[]> {
  const heard: Previous[] = [];
  for (const turn of turns) {
    const question = await guardInput(services, turn.question, signal);
    if (question.stopped !== undefined) continue;
    const previous = heard.at(-1);
    const rewritten = previous === undefined ? undefined : standAloneByRules(question.text, previous);

    const answer = turn.answer === undefined ? undefined : await guardInput(services, turn.answer, signal);
    const answerText = answer === undefined || answer.stopped !== undefined ? undefined : answer.text;
    heard.push(defined({ question: rewritten ?? question.text, answer: answerText }));
  }
  return heard;
}
