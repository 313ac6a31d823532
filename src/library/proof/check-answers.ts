import { type AnswerCheck, everything } from "../../core/index.ts";
import { type CallContext, signalOf } from "../call/call-context.ts";
import { checkAnswer } from "./check-answer.ts";
import type { SavedAnswerOptions } from "./saved-answers.ts";
import { savedAnswer, savedAnswers } from "./saved-answers.ts";

export interface CheckAnswersOptions extends SavedAnswerOptions {}

export async function checkAnswers(
  context: CallContext,
  ids?: readonly string[],
  options: CheckAnswersOptions = {},
): Promise<readonly AnswerCheck[]> {
  const { parts } = context;
  const { scope = everything } = options;
  const signal = signalOf(options);
  const chosen =
    ids ?? (await savedAnswers(context, { limit: Number.MAX_SAFE_INTEGER, scope, signal })).map(({ id }) => id);
  const store = (await parts.read())?.store;
  const checks: AnswerCheck[] = [];
  for (const id of chosen) {
    const saved = await savedAnswer(context, id, { scope, signal });
    const { collection } = saved.answer;
    const readDocument = async (document: string) => store?.readDocument({ collection, scope, document }, signal);
    checks.push(await checkAnswer({ readDocument, verifier: context.renew().parts.verifier() }, saved, signal));
  }
  return checks;
}
