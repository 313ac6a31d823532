import { defined, type GuardServices, InvalidArgumentError, StoppedTextError, warnWithHelp } from "../../core/index.ts";
import { type Conversation, standAlone, standAloneByRules } from "./follow-up/stand-alone.ts";
import { type GuardedText, guardInput } from "./guard-stages.ts";
import {
  type AskedQuestion,
  addNotes,
  type StartedAnswer,
  type StartingServices,
  startAnswer,
} from "./start-answer.ts";

/** An answer whose question the guard allowed. */
export interface AllowedAnswer extends StartedAnswer {
  readonly status: "allowed";
}

/** An answer that a guard stopped. */
export interface StoppedAnswer extends StartedAnswer {
  readonly status: "stopped";
  readonly reason: NonNullable<GuardedText["stopped"]>;
  /** Guard that stopped the question; absent if another text was stopped. */
  readonly decidedBy?: string;
}

/** An answer whose question was guarded. */
export type OpenedAnswer = AllowedAnswer | StoppedAnswer;

interface UnderstandingServices extends GuardServices {
  /** Earlier turns that the question may continue. */
  readonly conversation?: Conversation;
}

/**
 * Starts an answer, and guards its question. Everything after this sees only what the guard allowed.
 *
 * @throws {InvalidArgumentError} if the question is empty
 */
export async function openAnswer(
  services: StartingServices & GuardServices,
  asked: AskedQuestion,
  signal: AbortSignal,
): Promise<OpenedAnswer> {
  if (asked.question.trim() === "")
    throw new InvalidArgumentError("The question is empty.", { hint: "Ask something in a few words." });
  const started = startAnswer(services, asked);
  const endGuard = started.startStage("guard-question");
  const guarded = await guardInput(services, asked.question, signal);
  endGuard();

  const { text } = guarded;
  const answer = addNotes({ ...started, question: text, searchedAs: text }, { warnings: guarded.warnings });
  if (guarded.stopped !== undefined) return stopped(answer, guarded.stopped, guarded.decidedBy);
  return defined({
    ...answer,
    status: "allowed" as const,
    unredacted: text === asked.question ? undefined : asked.question,
  });
}

/**
 * Rewrites the question of an answer to stand alone, if it continues a conversation. The guard also checks the
 * rewritten question, since it contains words of earlier turns.
 */
export async function understandQuestion(
  services: UnderstandingServices,
  opened: AllowedAnswer,
  signal: AbortSignal,
): Promise<OpenedAnswer> {
  const { conversation } = services;
  if (conversation === undefined) return opened;
  const rewritten = await rewrite(conversation, opened, signal).catch((error: unknown) => stopAnswer(opened, error));
  if (rewritten.status === "stopped" || rewritten.searchedAs === opened.searchedAs) return rewritten;

  const endGuard = opened.startStage("guard-question");
  const guarded = await guardInput(services, rewritten.searchedAs, signal);
  endGuard();
  const { text } = guarded;
  const answer = addNotes(rewritten, { warnings: guarded.warnings });
  if (guarded.stopped !== undefined)
    return stopped({ ...answer, searchedAs: opened.searchedAs }, guarded.stopped, guarded.decidedBy);
  if (text === rewritten.searchedAs) return answer;
  // The words that earlier turns add may show what the question's own words hide.
  return { ...answer, question: text, searchedAs: text, unredacted: answer.unredacted ?? rewritten.searchedAs };
}

/** Rewrites a question to stand alone, also as it was before the guard redacted it. */
async function rewrite(conversation: Conversation, opened: AllowedAnswer, signal: AbortSignal): Promise<AllowedAnswer> {
  const endStage = opened.startStage("follow-up");
  const { question, ...notes } = await standAlone(conversation, opened.question, signal);
  endStage();
  const answer = { ...addNotes(opened, notes), searchedAs: question };

  const { unredacted } = opened;
  const last = conversation.turns.at(-1);
  if (unredacted === undefined || last === undefined) return answer;
  return { ...answer, unredacted: standAloneByRules(unredacted, last) ?? unredacted };
}

/**
 * Stops an answer because of a text in the middle of a stage, such as a prompt, that a guard let nobody use.
 *
 * @throws the error if it is of another kind
 */
export function stopAnswer(answer: StartedAnswer, error: unknown): StoppedAnswer {
  if (!(error instanceof StoppedTextError)) throw error;
  return stopped(addNotes(answer, { warnings: warnWithHelp(error) }), error.code);
}

function stopped(answer: StartedAnswer, reason: StoppedAnswer["reason"], decidedBy?: string): StoppedAnswer {
  return defined({ ...answer, status: "stopped" as const, reason, decidedBy });
}
