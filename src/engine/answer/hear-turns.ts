import type { Guard, Listener } from "../../core/index.ts";
import type { Previous } from "./follow-up/rewrite-by-rules.ts";
import { standAloneByRules } from "./follow-up/stand-alone.ts";
import { guardText } from "./guard-text.ts";

/**
 * What a caller says was said before, as a conversation that is remembered would have it: what a guard stops is left out, and each
 * question is understood behind the one before it.
 *
 * @param turns  oldest first
 */
export async function hearTurns(
  services: { readonly guard: Guard; readonly emit: Listener },
  turns: readonly Previous[],
  signal: AbortSignal,
): Promise<readonly Previous[]> {
  const heard: Previous[] = [];
  for (const turn of turns) {
    const question = await guardText(services, { stage: "question", text: turn.question }, signal);
    if (question.stopped !== undefined) continue;
    const previous = heard.at(-1);
    const understood = previous === undefined ? undefined : standAloneByRules(question.text, previous);
    const answer =
      turn.answer === undefined
        ? undefined
        : await guardText(services, { stage: "question", text: turn.answer }, signal);
    heard.push({
      question: understood ?? question.text,
      ...(answer === undefined || answer.stopped !== undefined ? {} : { answer: answer.text }),
    });
  }
  return heard;
}
