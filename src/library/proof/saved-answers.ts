import {
  AnswerNotFoundError,
  everything,
  InvalidArgumentError,
  type SavedAnswer,
  type SavedAnswerSummary,
} from "../../core/index.ts";
import { type CallContext, signalOf } from "../call/call-context.ts";
import type { ReadOptions } from "../call/call-options.ts";
import { fromKeptAnswer } from "./kept-answer.ts";

/** Options of a call on saved answers. An answer that was asked with a wider scope is not found. */
export interface SavedAnswerOptions extends Pick<ReadOptions, "scope" | "signal"> {}

export interface SavedAnswersOptions extends SavedAnswerOptions {
  /** Maximum number of answers, latest first; from 1. Default: 1,000. */
  readonly limit?: number;
  /** Only answers from these collections. Default: from all. */
  readonly collections?: readonly string[];
}

export interface RemoveAnswersOptions extends SavedAnswerOptions {
  /** Id of the only caller whose answers are removed, such as the id of a key. Default: all callers. */
  readonly caller?: string;
}

export interface RemovedAnswers {
  readonly removed: readonly string[];
  readonly notFound: readonly string[];
}

const MAX_LISTED = 1_000;

export async function savedAnswers(
  { parts }: CallContext,
  options: SavedAnswersOptions = {},
): Promise<readonly SavedAnswerSummary[]> {
  const { limit = MAX_LISTED, scope = everything, collections } = options;
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new InvalidArgumentError(`limit must be a whole number of at least 1, not ${limit}.`);
  return (await (await parts.state.read())?.listAnswers({ limit, scope, collections }, signalOf(options))) ?? [];
}

export async function savedAnswer(
  { parts }: CallContext,
  id: string,
  options: SavedAnswerOptions = {},
): Promise<SavedAnswer> {
  const { scope = everything } = options;
  const kept = await (await parts.state.read())?.readAnswer({ id, scope }, signalOf(options));
  if (kept !== undefined) return fromKeptAnswer(kept);
  throw new AnswerNotFoundError(`No saved answer has the id "${id}".`, {
    hint: "`lydian answers list` shows them; `lydian ask --save` saves one.",
  });
}

export async function removeAnswers(
  { parts }: CallContext,
  ids: readonly string[],
  options: RemoveAnswersOptions = {},
): Promise<RemovedAnswers> {
  const { scope = everything, caller } = options;
  const signal = signalOf(options);
  const state = (await parts.state.read()) === undefined ? undefined : await parts.state.write();
  const removed: string[] = [];
  const notFound: string[] = [];
  for (const id of new Set(ids))
    ((await state?.removeAnswer({ id, scope, caller }, signal)) ? removed : notFound).push(id);
  return { removed, notFound };
}
