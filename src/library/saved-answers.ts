import type { RemovedAnswers, SavedAnswersOptions } from "../calls/index.ts";
import { AnswerNotFoundError, InvalidArgumentError, type KeptAnswerSummary, type SavedAnswer } from "../core/index.ts";
import { fromKeptAnswer } from "../record/index.ts";
import { type CallContext, signalOf } from "./call-context.ts";

const MOST_LISTED = 1_000;

/** See `Lydian.savedAnswers`. */
export async function savedAnswers(
  { parts }: CallContext,
  options: SavedAnswersOptions,
): Promise<readonly KeptAnswerSummary[]> {
  const { limit = MOST_LISTED } = options;
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new InvalidArgumentError(`limit is ${limit}; it is a whole number from 1.`);
  return (await (await parts.state.read())?.listAnswers({ limit }, signalOf(options))) ?? [];
}

/** See `Lydian.savedAnswer`. */
export async function savedAnswer({ parts }: CallContext, id: string, signal: AbortSignal): Promise<SavedAnswer> {
  const kept = await (await parts.state.read())?.readAnswer(id, signal);
  if (kept !== undefined) return fromKeptAnswer(kept);
  throw new AnswerNotFoundError(`No saved answer has the id "${id}".`, {
    hint: "`lydian answers list` shows them; `lydian ask --save` saves one.",
  });
}

/** See `Lydian.removeAnswers`. */
export async function removeAnswers(
  { parts }: CallContext,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<RemovedAnswers> {
  const state = (await parts.state.read()) === undefined ? undefined : await parts.state.write();
  const removed: string[] = [];
  const notFound: string[] = [];
  for (const id of new Set(ids)) ((await state?.removeAnswer(id, signal)) ? removed : notFound).push(id);
  return { removed, notFound };
}
