import { type Answer, InvalidArgumentError } from "../../core/index.ts";
import type { AllowedAnswer } from "../../engine/answer/index.ts";
import { asksForSilence, readSurveyQuestion } from "../../engine/text/index.ts";
import { type AnswerContext, underGuard } from "../answer/answer-context.ts";
import { answerGuarded } from "../answer/answer-guarded.ts";
import { type Answered, addWarnings } from "../answer/answered.ts";
import { runGuarded } from "../answer/run-guarded.ts";
import { collectionOf } from "../call/call-context.ts";
import { asPrevious, type HeardTurn } from "../conversations/converse.ts";
import { answerFromPassages } from "./answer-question.ts";
import type { AskOptions, HeardOptions } from "./ask-options.ts";

/** Answers a question, as part of a conversation if the options name one, and saves the answer on request. */
export async function ask(outer: AnswerContext, question: string, options: AskOptions = {}): Promise<Answer> {
  checkOptions(options);
  const call = { question, collection: collectionOf(outer, options), texts: textsOf(options), options };
  const saving = options.save === true ? await import("../answer/save-answer.ts") : undefined;
  await saving?.requireRoomForAnswer(outer, options);

  const answered = await runGuarded(outer, call, async (context) => {
    const conversation = await openConversation(context, options);
    const turns = conversation?.turns ?? (await hearTurns(context, options));
    const answered = await answerInChosenWay(context, question, { ...options, turns });
    return addWarnings(answered, (await conversation?.keep(answered)) ?? []);
  });

  await saving?.saveAnswer(outer, answered, options);
  return answered.answer;
}

/** Returns the texts of a call besides its question. */
const textsOf = ({ turns = [], conversation = "" }: AskOptions): readonly string[] => [
  ...turns.flatMap((turn) => [turn.question, turn.answer ?? ""]),
  conversation,
];

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
    throw new InvalidArgumentError("An answer with its own profile or schema cannot be saved.", {
      hint: "Set `answer.profile`, or do not save it.",
    });
  if (save === true && quotesOnly === true)
    throw new InvalidArgumentError("An answer that only quotes cannot be saved while a language model is set.", {
      hint: "Set `answer.model` to `extractive`, or do not save it.",
    });
}

async function openConversation(context: AnswerContext, options: AskOptions) {
  if (options.conversation === undefined && options.continue !== true) return undefined;
  const conversations = await import("../conversations/open-conversation.ts");
  return conversations.openConversation(context, options);
}

async function hearTurns(context: AnswerContext, options: AskOptions): Promise<readonly HeardTurn[] | undefined> {
  if (options.turns === undefined) return undefined;
  const turns = await import("../conversations/hear-turns.ts");
  return turns.hearTurns(context, options.turns, options);
}

/** Guards a question, and answers it in the way that it asks for. */
export function answerInChosenWay(context: AnswerContext, question: string, options: HeardOptions): Promise<Answered> {
  return answerGuarded(context, question, options, async (opened) => {
    const answerBy = await chooseWay(opened.question, options);
    return answerBy(context, opened, options);
  });
}

type Way = (context: AnswerContext, opened: AllowedAnswer, options: HeardOptions) => Promise<Answered>;

/**
 * Chooses how a question that the guard allowed is answered. A question about the gaps of the documents ("What do they
 * not say?") gets no answer. Every section is read if the options or the question ask for that. Any other question is
 * answered from the nearest passages.
 */
async function chooseWay(question: string, options: HeardOptions): Promise<Way> {
  const understood = await standAlone(question, options.turns);
  // Data with a schema can only be built from passages.
  const isOfPassages = options.schema !== undefined;
  if (!isOfPassages && asksForSilence(understood)) return (await import("./refuse-silence.ts")).refuseSilence;

  const survey = isOfPassages || options.all === false ? undefined : readSurveyQuestion(understood);
  if (options.all !== true && survey === undefined) return answerFromPassages;
  const { askAll } = await import("../survey/ask-all.ts");
  return async (context, opened, given) => {
    // Many prompts are written at a time, so the order of new masks would depend on chance.
    const outcome = await askAll(underGuard(context, context.parts.guard), opened, given);
    if ("answered" in outcome) return outcome.answered;
    return addWarnings(await answerFromPassages(context, opened, given), outcome.warnings);
  };
}

/**
 * Rewrites a follow-up question by rules, to choose how it is answered. A model may rewrite it again for the passages.
 */
async function standAlone(question: string, turns: readonly HeardTurn[] = []): Promise<string> {
  const last = turns.at(-1);
  if (last === undefined) return question;
  const { standAloneByRules } = await import("../../engine/answer/index.ts");
  return standAloneByRules(question, asPrevious(last)) ?? question;
}
