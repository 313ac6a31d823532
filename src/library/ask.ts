import type { AskOptions } from "../calls/index.ts";
import type { Answer } from "../core/index.ts";
import { answerQuestion } from "./answer-question.ts";
import type { SearchContext } from "./open-search.ts";

/** See `Lydian.ask`. */
export async function ask(context: SearchContext, question: string, options: AskOptions): Promise<Answer> {
  const answered = await answerQuestion(context, question, options);
  if (options.save === true) {
    const { saveAnswer } = await import("./save-answer.ts");
    await saveAnswer(context, answered, options);
  }
  return answered.answer;
}
