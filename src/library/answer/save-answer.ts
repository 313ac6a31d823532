import { type AnswerSettings, defined, everything, LOCAL_CALLER_ID, type SavedAnswer } from "../../core/index.ts";
import { printFilter } from "../../engine/kernel/index.ts";
import {
  answerSettingsOf,
  type CallContext,
  filterOf,
  rerankerUseOf,
  rerankSettings,
  signalOf,
} from "../call/call-context.ts";
import { quotaOf } from "../parts/quotas.ts";
import { buildSavedAnswer } from "../proof/build-saved-answer.ts";
import { hashText } from "../proof/hash-text.ts";
import { toKeptAnswer } from "../proof/kept-answer.ts";
import type { SearchOptions } from "../search/search-collection.ts";
import type { Answered } from "./answered.ts";

/** Options of a call that shaped its answer. */
type AskedOptions = Pick<SearchOptions, "where" | "mode" | "scope" | "rerank" | "signal"> & {
  readonly caller?: string;
};

/**
 * Checks that the caller may save another answer, before it is written.
 *
 * @throws {QuotaExceededError} if the caller has saved as many as a key may
 */
export async function requireRoomForAnswer({ parts }: CallContext, options: AskedOptions): Promise<void> {
  const { caller = LOCAL_CALLER_ID } = options;
  const quota = quotaOf(parts.settings, "answers", caller);
  if (quota === undefined) return;
  await (await parts.state.write()).requireRoom("answers", caller, quota, signalOf(options));
}

/**
 * Saves an answer with everything that it rests on.
 *
 * @throws {QuotaExceededError} if the caller has saved as many as a key may
 */
export async function saveAnswer(context: CallContext, answered: Answered, options: AskedOptions): Promise<void> {
  const saved = await toSavedAnswer(context, answered, options);
  const state = await context.parts.state.write();
  const { caller = LOCAL_CALLER_ID } = options;
  const quota = quotaOf(context.parts.settings, "answers", caller);
  await state.keepAnswer({ ...toKeptAnswer(saved, caller), quota }, signalOf(options));
}

/** Makes a saved answer, with everything that the answer rests on. */
export async function toSavedAnswer(
  { parts }: CallContext,
  answered: Answered,
  options: AskedOptions,
): Promise<SavedAnswer> {
  const { answer, versionOf, questionVerdict } = answered;
  const guarded = questionVerdict === undefined ? {} : { questionVerdict };
  const savedAt = new Date(parts.clock.now()).toISOString();
  const asked = await describeAsked({ parts }, answered, options);
  return buildSavedAnswer({ answer, asked, writtenBy: parts.version(), savedAt, versionOf, ...guarded });
}

async function describeAsked(
  { parts }: Pick<CallContext, "parts">,
  { answer: given, embedder, rerankerId, survey, threshold }: Answered,
  options: AskedOptions,
): Promise<AnswerSettings> {
  const { language, search, answer } = parts.settings;
  const reranking = rerankSettings({ parts }, rerankerUseOf({ parts }, options, "question"));
  const { model, budgetTokens, order, maxSentences, maxOutputTokens, effort, onFailure } = answer;
  const { unsupported } = answerSettingsOf({ parts }, given.collection);
  const where = filterOf(options.where);
  const prompts = model === "extractive" ? undefined : await parts.prompts();
  const hashOf = (value: unknown) => (value === undefined ? undefined : hashText(JSON.stringify(value)));
  return defined({
    mode: options.mode ?? search.mode,
    scope: options.scope ?? everything,
    language,
    where: where && printFilter(where),
    embedder: embedder && onlySpace(embedder),
    reranker: rerankerId === undefined ? undefined : { id: rerankerId, ...reranking },
    answer: defined({
      model,
      budgetTokens,
      maxSentences,
      maxOutputTokens,
      onFailure,
      unsupported,
      order: order === "ends" ? undefined : order,
      threshold,
      effort,
    }),
    survey,
    verifier: parts.verifier().id,
    promptsHash: hashOf(prompts && [prompts.templates, prompts.profile.hash]),
    synonymsHash: hashOf(search.synonyms),
  });
}

/** Returns the properties of a space that are saved. */
function onlySpace({ model, dimensions, fingerprint }: NonNullable<AnswerSettings["embedder"]>) {
  return { model, dimensions, fingerprint };
}
