import { type Answer, defined, InvalidArgumentError, type JsonSchema } from "../../core/index.ts";
import { asksForSilence, readSurveyQuestion } from "../../engine/text/index.ts";
import { collectionOf } from "../call-context.ts";
import { asPrevious, type HeardTurn } from "../conversations/converse.ts";
import type { EarlierTurn } from "../conversations/hear-turns.ts";
import { runGuarded } from "../guard/run-guarded.ts";
import { type SearchContext, underGuard } from "../search/open-search.ts";
import type { SearchOptions } from "../search/search-collection.ts";
import { type Answered, answerQuestion } from "./answer-question.ts";

/** Options of a question. An answer that is saved must be repeatable, so `save` excludes `quotesOnly`, `profile` and `schema`. */
export interface AskOptions extends Omit<SearchOptions, "limit" | "exact"> {
  /** Saves the answer under its id, with everything that it rests on. Default: false. */
  readonly save?: boolean;
  /**
   * Stores nothing of the question: also no case, if a person must review the answer first. Such an answer is stopped for good
   * (`guard-blocked`). Excludes `save`, `conversation` and `continue`. Default: false.
   */
  readonly private?: boolean;
  /** Whether a language model sees the examples of its profile. Default: true. */
  readonly examples?: boolean;
  /**
   * `true` reads every section instead of the nearest passages, with the language model if one is configured. By default,
   * a question that plainly asks for all, none or how many ("Which documents mention …?") reads every section by its words.
   * `false` never does.
   */
  readonly all?: boolean;
  /**
   * Name of a conversation, which starts with its first question: up to 64 letters, digits, spaces, `.`, `_` and `-`. A
   * follow-up question is rewritten to stand alone (`searchedAs`). The conversation belongs to the caller, the collection
   * and the scope of its questions.
   */
  readonly conversation?: string;
  /** Begins the named conversation again: its earlier turns are not read, and this question replaces them. Default: false. */
  readonly restart?: boolean;
  /** Continues the most recently used conversation of this caller, collection and scope. */
  readonly continue?: boolean;
  /**
   * Id of the caller whose conversation and saved answer it is, such as the id of a key. Default: `local`, the user of this
   * machine, who may save any number.
   */
  readonly caller?: string;
  /** Earlier turns of a conversation that the caller stores, oldest first. The last three are read. Excludes `conversation`. */
  readonly turns?: readonly EarlierTurn[];
  /** Answers in the documents' own words even if a language model is configured. Default: false. */
  readonly quotesOnly?: boolean;
  /** Profile by which a language model writes this answer. Default: the setting `answer.profile`. */
  readonly profile?: string;
  /** Schema of the answer's `data`, as in a profile with the format `json`. Needs a language model. */
  readonly schema?: JsonSchema;
  /**
   * `unchecked` sends each sentence of a language model to the listeners as a draft before it is checked
   * (`sentence-drafted`), and reports its retraction. Default: `checked`, which sends nothing unchecked.
   */
  readonly stream?: "checked" | "unchecked";
  /** Whether listeners receive the hidden reasoning of a model (`thought`). Default: false. */
  readonly reasoning?: boolean;
}

/** Options of a question whose earlier turns have been read. */
export type UnderstoodOptions = Omit<AskOptions, "turns"> & { readonly turns?: readonly HeardTurn[] };

/** Answers a question, as part of a conversation if the options name one, and saves the answer on request. */
export async function ask(outer: SearchContext, question: string, options: AskOptions = {}): Promise<Answer> {
  checkOptions(options);
  const call = { question, collection: collectionOf(outer, options), texts: textsOf(options), options };
  const saving = options.save === true ? await import("./save-answer.ts") : undefined;
  await saving?.requireRoomForAnswer(outer, options);
  const answered = await runGuarded(outer, call, (context) => answer(context, question, options));
  await saving?.saveAnswer(outer, answered, options);
  return answered.answer;
}

/** Returns the texts of a call besides its question. */
const textsOf = ({ turns = [], conversation = "" }: AskOptions): readonly string[] => [
  ...turns.flatMap((turn) => [turn.question, turn.answer ?? ""]),
  conversation,
];

async function answer(context: SearchContext, question: string, options: AskOptions): Promise<Answered> {
  const conversation = await openConversation(context, options);
  const turns = conversation?.turns ?? (await hearTurns(context, options));
  const { turns: _, ...rest } = options;
  const understood: UnderstoodOptions = defined({ ...rest, turns });

  const answerBy = await chooseWay(question, understood);
  const answered = await answerBy(context, question, understood);
  const warnings = (await conversation?.keep(answered)) ?? [];
  if (warnings.length === 0) return answered;
  return { ...answered, answer: { ...answered.answer, warnings: [...answered.answer.warnings, ...warnings] } };
}

/**
 * Checks the options.
 *
 * @throws {InvalidArgumentError} if two options exclude each other
 */
function checkOptions({
  turns,
  conversation,
  continue: continues,
  profile,
  schema,
  save,
  quotesOnly,
  private: isPrivate,
}: AskOptions): void {
  if (isPrivate === true && (save === true || conversation !== undefined || continues === true))
    throw new InvalidArgumentError("A private question cannot be saved or belong to a conversation.");
  if (turns !== undefined && (conversation !== undefined || continues === true))
    throw new InvalidArgumentError("A question can have earlier turns or a conversation, but not both.");
  // A saved answer must be repeatable with the settings alone.
  if (save === true && (profile !== undefined || schema !== undefined))
    throw new InvalidArgumentError("An answer with a profile or a schema of its own cannot be saved.", {
      hint: "Set `answer.profile`, or do not save it.",
    });
  if (save === true && quotesOnly === true)
    throw new InvalidArgumentError("An answer that only quotes cannot be saved while a language model is set.", {
      hint: "Set `answer.model` to `extractive`, or do not save it.",
    });
}

async function openConversation(context: SearchContext, options: AskOptions) {
  if (options.conversation === undefined && options.continue !== true) return undefined;
  const conversations = await import("../conversations/open-conversation.ts");
  return conversations.openConversation(context, options);
}

async function hearTurns(context: SearchContext, options: AskOptions): Promise<readonly HeardTurn[] | undefined> {
  if (options.turns === undefined) return undefined;
  const turns = await import("../conversations/hear-turns.ts");
  return turns.hearTurns(context, options.turns, options);
}

type Way = (context: SearchContext, question: string, options: UnderstoodOptions) => Promise<Answered>;

/**
 * Chooses how a question is answered. A question that asks what documents do not say gets no answer. Every section is
 * read if the options or the question ask for that. Any other question is answered from the nearest passages.
 */
export async function chooseWay(question: string, options: UnderstoodOptions): Promise<Way> {
  const understand = (text: string) => standAlone(text, options.turns);
  const understood = await understand(question);
  // Data with a schema can only be built from passages.
  const isOfPassages = options.schema !== undefined;
  if (!isOfPassages && asksForSilence(understood)) return (await import("./refuse-silence.ts")).refuseSilence;

  const survey = isOfPassages || options.all === false ? undefined : readSurveyQuestion(understood);
  if (options.all !== true && survey === undefined) return answerQuestion;
  const { askAll } = await import("../survey/ask-all.ts");
  return async (context, asked, given) => {
    // Many prompts are written at a time, so the order of new masks would depend on chance.
    const outcome = await askAll(underGuard(context, context.parts.guard), { question: asked, understand }, given);
    if ("answered" in outcome) return outcome.answered;
    const answered = await answerQuestion(context, asked, given);
    const warnings = [...answered.answer.warnings, ...outcome.warnings];
    return { ...answered, answer: { ...answered.answer, warnings } };
  };
}

/** Rewrites a follow-up question by rules, to choose how it is answered. A model may rewrite it again for the passages. */
async function standAlone(question: string, turns: readonly HeardTurn[] = []): Promise<string> {
  const last = turns.at(-1);
  if (last === undefined) return question;
  const { standAloneByRules } = await import("../../engine/answer/index.ts");
  return standAloneByRules(question, asPrevious(last)) ?? question;
}
