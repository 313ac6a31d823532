import { defined, type Filter, InvalidArgumentError, type Warning } from "../../core/index.ts";
import { type AllowedAnswer, understandQuestion } from "../../engine/answer/index.ts";
import { countSections, findAll } from "../../engine/survey/index.ts";
import type { AnswerContext } from "../answer/answer-context.ts";
import { answerUnlessStopped } from "../answer/answer-guarded.ts";
import type { Answered } from "../answer/answered.ts";
import { signalOf } from "../call/call-context.ts";
import type { ReadOptions } from "../call/call-options.ts";
import { converse, type HeardTurn } from "../conversations/converse.ts";
import { finishSurvey } from "./finish-survey.ts";
import { openSurvey } from "./open-survey.ts";

/** Maximum number of characters that are read by default, without a language model. It takes about ten seconds. */
const MAX_CHARACTERS = 20_000_000;

/** Answer from all sections, or warnings for an answer from the nearest passages. */
export type AskedAll = { readonly answered: Answered } | { readonly warnings: readonly Warning[] };

/** Options of a question to all sections. */
export interface AskAllOptions extends ReadOptions {
  /** Filter, in the filter language or as a value. */
  readonly where?: string | Filter;
  /** True if the options ask for all sections, which a language model then reads. */
  readonly all?: boolean;
  /** True to store nothing of the question. */
  readonly private?: boolean;
  /** Earlier turns of the conversation that the question continues. */
  readonly turns?: readonly HeardTurn[];
}

/**
 * Answers from every section. By default, it uses no language model, and reads only collections that take a few
 * seconds.
 */
export async function askAll(context: AnswerContext, opened: AllowedAnswer, options: AskAllOptions): Promise<AskedAll> {
  const { all, where, collection, scope, private: isPrivate, turns } = options;
  const signal = signalOf(options);
  const survey = await openSurvey(
    context,
    defined({
      documents: [],
      where,
      isByModel: all === true,
      isByMeaning: false,
      collection,
      scope,
      private: isPrivate,
    }),
    signal,
  );
  const { services, documents, language } = survey;
  if (!/[\p{L}\p{N}]/u.test(opened.question)) throw new InvalidArgumentError("The question is empty.");
  const characters = documents.reduce((sum, { receipt }) => sum + receipt.characters, 0);
  if (all !== true && characters > MAX_CHARACTERS) return { warnings: [onlyNearest(characters)] };
  const sections = await countSections(services, survey, signal);
  const isModelLeftOut = all !== true && context.parts.settings.answer.model !== "extractive";
  const request = {
    collection: survey.collection,
    scope: survey.scope,
    documents,
    sections,
    language,
    warnings: isModelLeftOut ? [readByWords(sections)] : [],
  };
  const conversation = converse(context.parts, turns);
  const understood = await understandQuestion({ ...services, conversation }, opened, signal);
  const answered = await answerUnlessStopped(context, understood, async (allowed) =>
    finishSurvey(survey, await findAll(services, allowed, request, signal), signal),
  );
  return { answered: { ...answered, survey: { kind: "question" } } };
}

function onlyNearest(characters: number): Warning {
  const message = `The question asks for all documents, and only the nearest passages were read, since there are ${characters.toLocaleString("en-US")} characters of text. \`lydian ask --all\` reads all of it.`;
  return { code: "only-nearest-read", message };
}

function readByWords(sections: number): Warning {
  const message = `Every section was read by its words. \`lydian ask --all\` has the language model read all ${sections.toLocaleString("en-US")} of them.`;
  return { code: "read-by-words", message };
}
