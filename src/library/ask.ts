import type { AskOptions } from "../calls/index.ts";
import type { Answer, SessionTurn } from "../core/index.ts";
import { readSurveyQuestion } from "../text/index.ts";
import { type Answered, answerQuestion } from "./answer-question.ts";
import type { SearchContext } from "./open-search.ts";

/** See `Lydian.ask`. */
export async function ask(context: SearchContext, question: string, options: AskOptions): Promise<Answer> {
  const isTalk = options.session !== undefined || options.continue === true;
  const talk = isTalk ? await (await import("./open-conversation.ts")).openConversation(context, options) : undefined;
  const turns = talk === undefined ? {} : { turns: talk.turns };
  const answered = await answerAsAsked(context, question, { ...options, ...turns });
  if (options.save === true) {
    const { saveAnswer } = await import("./save-answer.ts");
    await saveAnswer(context, answered, options);
  }
  await talk?.keep(answered);
  return answered.answer;
}

/** A question with what was said before it, where it belongs to a session. */
type TalkOptions = AskOptions & { readonly turns?: readonly SessionTurn[] };

/** From every section where the call or the question asks for that, else from the nearest passages. */
export async function answerAsAsked(context: SearchContext, question: string, options: TalkOptions): Promise<Answered> {
  const asked = options.all === false ? undefined : readSurveyQuestion(question);
  if (options.all !== true && asked === undefined) return answerQuestion(context, question, options);
  const { askAll } = await import("./ask-all.ts");
  const found = await askAll(context, { question, asked }, options);
  if ("answered" in found) return found.answered;
  const answered = await answerQuestion(context, question, options);
  const warnings = [...answered.answer.warnings, ...found.warnings];
  return { ...answered, answer: { ...answered.answer, warnings } };
}
