import { defined, InvalidArgumentError, type ReplayReport, type SavedAnswer } from "../../core/index.ts";
import type { AnswerContext } from "../answer/answer-context.ts";
import type { Answered } from "../answer/answered.ts";
import { runGuarded } from "../answer/run-guarded.ts";
import { toSavedAnswer } from "../answer/save-answer.ts";
import { answerSettingsOf, signalOf } from "../call/call-context.ts";
import type { SavedAnswerOptions } from "../proof/saved-answers.ts";
import { savedAnswer } from "../proof/saved-answers.ts";
import { answerQuestion } from "./answer-question.ts";
import type { AskOptions, HeardOptions } from "./ask-options.ts";
import { answerInChosenWay } from "./ask-question.ts";
import { compareAnswers } from "./compare-answers.ts";

export interface ReplayOptions extends SavedAnswerOptions {}

export async function replayAnswer(
  context: AnswerContext,
  id: string,
  options: ReplayOptions = {},
): Promise<ReplayReport> {
  const signal = signalOf(options);
  const saved = await savedAnswer(context, id, options);
  if (saved.withheld !== undefined)
    throw new InvalidArgumentError(`The question of ${id} was not saved, because a guard stopped it.`, {
      hint: `\`lydian answers show ${id}\` names the check.`,
    });
  const asRecorded = withSettingsOf(context, saved);
  const { asked, answer } = saved;
  const askOptions: Omit<AskOptions, "turns"> = defined({
    collection: answer.collection,
    mode: asked.mode,
    scope: asked.scope,
    signal,
    where: asked.where,
    rerank: asked.reranker !== undefined,
  });
  const answered = await askAgain(asRecorded, saved, askOptions);
  return compareAnswers(saved, await toSavedAnswer(asRecorded, answered, askOptions));
}

/** Asks again in the way of the saved answer: from passages, by a survey, or as a summary. */
async function askAgain(
  outer: AnswerContext,
  { answer, asked: { survey } }: SavedAnswer,
  options: Omit<AskOptions, "turns">,
): Promise<Answered> {
  const call = { question: answer.question, collection: answer.collection, options };
  if (survey === undefined)
    return runGuarded(outer, call, (context) => answerQuestion(context, answer.searchedAs ?? answer.question, options));
  const { mode: _, rerank: __, ...reading } = options;
  if (survey.kind === "question") {
    const isByModel = answer.coverage?.readBy !== "words" || outer.parts.settings.answer.model === "extractive";
    const again: HeardOptions = defined({ ...options, all: isByModel ? true : undefined });
    return runGuarded(outer, call, (context) => answerInChosenWay(context, answer.question, again));
  }
  const { about, words } = survey;
  const { summarizeDocuments } = await import("../survey/summarize-documents.ts");
  return summarizeDocuments(outer, survey.documents ?? [], defined({ ...reading, about, words }));
}

/**
 * Restores the saved settings, except for models, prices and profile. Those come from the current settings, because
 * only these know their keys and files.
 */
function withSettingsOf(context: AnswerContext, { asked, answer }: SavedAnswer): AnswerContext {
  const { settings } = context.parts;
  const { id: _, ...reranking } = asked.reranker ?? { id: "" };
  const { model, profile, prices, maxCost, unsupported } = answerSettingsOf(context, answer.collection);
  const spending = defined({ prices, maxCost });
  return {
    ...context,
    parts: {
      ...context.parts,
      settings: {
        ...settings,
        language: asked.language,
        rerank: { ...settings.rerank, ...reranking },
        answer: {
          order: "ends",
          ...asked.answer,
          model,
          profile,
          unsupported: asked.answer.unsupported ?? unsupported,
          ...spending,
        },
      },
    },
  };
}
