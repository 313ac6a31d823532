import type { JsonSchema } from "../../core/index.ts";
import { type Answer, defined, InvalidArgumentError } from "../../core/index.ts";
import { asksForSilence, readSurveyQuestion } from "../../engine/text/index.ts";
import { asPrevious, type HeardTurn } from "../conversations/converse.ts";
import type { EarlierTurn } from "../conversations/hear-turns.ts";
import type { SearchContext } from "../search/open-search.ts";
import type { SearchOptions } from "../search/search.ts";
import { type Answered, answerQuestion } from "./answer-question.ts";

export interface AskOptions extends Omit<SearchOptions, "limit" | "exact"> {
  /** Keeps the answer with all that it rests on, under its id. Default false. */
  readonly save?: boolean;
  /** Whether a language model sees the examples of its profile. Default true. */
  readonly examples?: boolean;
  /**
   * Whether every section is read, and not only the nearest passages; with a language model by that. Default: by their words,
   * where the question plainly asks for all, none or how many ("Which documents mention …?"). `false`: never.
   */
  readonly all?: boolean;
  /**
   * Name of a conversation, which begins with its first question: up to 64 letters, digits, spaces, `.`, `_` and `-`. A
   * question that goes on with it is said so that it stands alone (`searchedAs`). It belongs to the scope of its questions.
   */
  readonly conversation?: string;
  /** What was said before, oldest first, of a conversation that the caller keeps; the last three are read. Not beside a conversation. */
  readonly turns?: readonly EarlierTurn[];
  /** Whether it is answered in the documents' own words also where a language model is set. Default false. Of an answer that is not saved. */
  readonly quotesOnly?: boolean;
  /** By which a language model writes this answer; default: the setting `answer.profile`. Of an answer that is not saved. */
  readonly profile?: string;
  /** Of the answer's `data`, as a profile with the format `json` would have it; needs a language model. Of an answer that is not saved. */
  readonly schema?: JsonSchema;
  /**
   * `unchecked`: listeners hear each sentence of a language model as a draft before it is checked (`sentence-drafted`), and
   * when it is retracted. Default `checked`: nothing unchecked is told.
   */
  readonly stream?: "checked" | "unchecked";
  /** Whether listeners hear the hidden thought of a reasoning model (`thought`). Default false. */
  readonly reasoning?: boolean;
  /** Goes on with the conversation that was used last in this scope. */
  readonly continue?: boolean;
}

export async function ask(context: SearchContext, question: string, options: AskOptions = {}): Promise<Answer> {
  checkOptions(options);
  const { turns: given, ...asked } = options;
  const isTalk = options.conversation !== undefined || options.continue === true;
  const talk = isTalk
    ? await (await import("../conversations/open-conversation.ts")).openConversation(context, options)
    : undefined;
  const told =
    given === undefined
      ? undefined
      : await (await import("../conversations/hear-turns.ts")).hearTurns(context, given, options);
  const turns = talk?.turns ?? told;
  const answered = await answerAsAsked(context, question, defined({ ...asked, turns }));
  if (options.save === true) {
    const { saveAnswer } = await import("./save-answer.ts");
    await saveAnswer(context, answered, options);
  }
  await talk?.keep(answered);
  return answered.answer;
}

/** @throws {InvalidArgumentError} for wishes that do not go together */
function checkOptions({ turns, conversation, continue: goesOn, profile, schema, save, quotesOnly }: AskOptions): void {
  if (turns !== undefined && (conversation !== undefined || goesOn === true))
    throw new InvalidArgumentError("A question has either earlier turns or a conversation.");
  // A saved answer can be asked for again, with the settings that it was asked with.
  if (save === true && (profile !== undefined || schema !== undefined))
    throw new InvalidArgumentError("An answer with a profile or a schema of its own can not be saved.", {
      hint: "Set `answer.profile`, or do not save it.",
    });
  if (save === true && quotesOnly === true)
    throw new InvalidArgumentError("An answer by quotes only can not be saved where a language model would answer.", {
      hint: "Set `answer.model` to `extractive`, or do not save it.",
    });
}

/** A question with what was said before it, where it goes on with a conversation. */
type TalkOptions = Omit<AskOptions, "turns"> & { readonly turns?: readonly HeardTurn[] };

/** From every section where the call or the question asks for that, else from the nearest passages. */
export async function answerAsAsked(context: SearchContext, question: string, options: TalkOptions): Promise<Answered> {
  const understood = await standAlone(question, options.turns);
  // Data by a schema is made of what passages say.
  const isOfPassages = options.schema !== undefined;
  if (!isOfPassages && asksForSilence(understood))
    return (await import("./refuse-silence.ts")).refuseSilence(context, question, options);
  const isSurvey = options.all !== false && !isOfPassages;
  const asked = isSurvey ? readSurveyQuestion(understood) : undefined;
  if (options.all !== true && asked === undefined) return answerQuestion(context, question, options);
  const { askAll } = await import("../survey/ask-all.ts");
  const found = await askAll(context, { question, understood, asked }, options);
  if ("answered" in found) return found.answered;
  const answered = await answerQuestion(context, question, options);
  const warnings = [...answered.answer.warnings, ...found.warnings];
  return { ...answered, answer: { ...answered.answer, warnings } };
}

/** As the rules understand it behind the question before; whoever answers from the nearest passages may ask a model besides. */
async function standAlone(question: string, turns: readonly HeardTurn[] = []): Promise<string> {
  const last = turns.at(-1);
  if (last === undefined) return question;
  const { standAloneByRules } = await import("../../engine/answer/index.ts");
  return standAloneByRules(question, asPrevious(last)) ?? question;
}
