import type { AskOptions } from "../calls/index.ts";
import type { Answer } from "../core/index.ts";
import { readSurveyQuestion } from "../text/index.ts";
import { type Answered, answerQuestion } from "./answer-question.ts";
import type { SearchContext } from "./open-search.ts";

/** See `Lydian.ask`. */
export async function ask(context: SearchContext, question: string, options: AskOptions): Promise<Answer> {
  const answered = await answerAsAsked(context, question, options);
  if (options.save === true) {
    const { saveAnswer } = await import("./save-answer.ts");
    await saveAnswer(context, answered, options);
  }
  return answered.answer;
}

/** From every section where the call or the question asks for that, else from the nearest passages. */
export async function answerAsAsked(context: SearchContext, question: string, options: AskOptions): Promise<Answered> {
  const asked = options.all === false ? undefined : readSurveyQuestion(question);
  if (options.all !== true && asked === undefined) return answerQuestion(context, question, options);
  const { askAll } = await import("./ask-all.ts");
  const found = await askAll(context, { question, asked }, options);
  if ("answered" in found) return found.answered;
  const answered = await answerQuestion(context, question, options);
  const warnings = [...answered.answer.warnings, ...found.warnings];
  return { ...answered, answer: { ...answered.answer, warnings } };
}
