import { defined } from "../../core/index.ts";
import type { AllowedAnswer, OpenedAnswer } from "../../engine/answer/index.ts";
import { type CallContext, collectionOf, signalOf } from "../call/call-context.ts";
import type { CallOptions } from "../call/call-options.ts";
import type { QuestionVerdict } from "../proof/build-saved-answer.ts";
import { type Answered, citeNothing } from "./answered.ts";

/** Starts the answer to a question, guards the question, and answers it if the guard allowed it. */
export async function answerGuarded(
  context: CallContext,
  question: string,
  options: CallOptions,
  answerBy: (opened: AllowedAnswer) => Promise<Answered>,
): Promise<Answered> {
  const { parts, emit } = context;
  const { openAnswer } = await import("../../engine/answer/index.ts");
  const { clock, ids, guard } = parts;
  const collection = collectionOf(context, options);
  const opened = await openAnswer({ clock, ids, guard, emit }, { question, collection }, signalOf(options));
  return answerUnlessStopped(context, opened, answerBy);
}

/** Answers a question that the guard allowed, and abstains from one that it stopped. */
export async function answerUnlessStopped(
  { parts: { clock }, emit }: CallContext,
  opened: OpenedAnswer,
  answerBy: (opened: AllowedAnswer) => Promise<Answered>,
): Promise<Answered> {
  if (opened.status === "allowed") return answerBy(opened);
  const { abstain } = await import("../../engine/answer/index.ts");
  const answered = citeNothing(abstain({ clock, emit }, opened, opened.reason));
  return defined({ ...answered, questionVerdict: verdictOn(opened) });
}

/** Returns the verdict on a question that the guard stopped. */
export function verdictOn(opened: OpenedAnswer): QuestionVerdict | undefined {
  if (opened.status === "allowed" || opened.decidedBy === undefined) return undefined;
  return { stoppedBy: opened.decidedBy };
}
