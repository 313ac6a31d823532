import { createHash } from "node:crypto";
import {
  type AccessScope,
  type Answer,
  DocumentNotFoundError,
  type DocumentSummary,
  defined,
  everything,
  type Filter,
  fallbackLanguage,
  LydianError,
  type Profile,
  type Usage,
  type Warning,
} from "../../core/index.ts";
import { matchesFilter } from "../../engine/kernel/index.ts";
import { rememberDocuments } from "../../engine/search/index.ts";
import type { PartialResults, SurveyModel, SurveyServices } from "../../engine/survey/index.ts";
import type { AnswerContext } from "../answer/answer-context.ts";
import { openSpending } from "../answer/open-spending.ts";
import { openVerifier } from "../answer/open-verifier.ts";
import { type OpenWriter, openWriter } from "../answer/open-writer.ts";
import { type CallContext, collectionOf, filterOf, requireStore } from "../call/call-context.ts";
import { chooseDocuments } from "../documents/choose-documents.ts";
import { openEmbedderIfThere } from "../search/open-search.ts";

/** Scope of a survey, and whether the language model reads it. */
export interface SurveyNeeds {
  readonly collection?: string;
  readonly scope?: AccessScope;
  /** Names of the documents; empty for all. */
  readonly documents: readonly string[];
  readonly where?: string | Filter | undefined;
  readonly isByModel: boolean;
  /** Whether sentences are compared by meaning. */
  readonly isByMeaning: boolean;
  /** True to store nothing of what the model writes, so a stopped survey starts again. */
  readonly private?: boolean | undefined;
}

export interface OpenSurvey {
  readonly services: SurveyServices;
  readonly collection: string;
  readonly scope: AccessScope;
  readonly documents: readonly DocumentSummary[];
  readonly language: string;
  /** Profile of the language model; absent if there is no model. */
  readonly profile?: Pick<Profile, "name" | "hash">;
  readonly price?: OpenWriter["price"];
  /** Returns the usage of the answer plus that of the survey. */
  totalUsage(answer: Pick<Answer, "usage">): Usage;
  readonly warnings: readonly Warning[];
}

/** Steps for each character of the documents, which a survey reads whole, under several guards. */
const STEPS_PER_SURVEYED_CHARACTER = 200;
/** Number of parallel calls. A service answers several at once, a local model one after the other. */
const LANES_OF_A_SERVICE = 4;
/** Number of days that partial results are stored. */
const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * Opens the services of a survey, and finds its documents.
 *
 * @throws {DocumentNotFoundError} if a name matches no document
 */
export async function openSurvey(
  context: CallContext & Pick<AnswerContext, "hold">,
  needs: SurveyNeeds,
  signal: AbortSignal,
): Promise<OpenSurvey> {
  const { parts, emit } = context;
  const { analyzer, guard, clock, ids, settings } = parts;
  const collection = collectionOf(context, needs);
  const { scope = everything } = needs;
  const half = await requireStore(context, collection);
  const documents = await findDocuments(context, { ...needs, collection, scope }, signal);
  const language = fallbackLanguage(settings.language);
  const characters = documents.reduce((sum, { receipt }) => sum + receipt.characters, 0);
  context.work.allow(characters * STEPS_PER_SURVEYED_CHARACTER);
  const embedder = needs.isByMeaning ? await openEmbedderIfThere(parts) : undefined;
  const spending = await openSpending(parts);
  const { verifier, findEvidence, splitSentences } = await openVerifier(context, spending.judge);
  const opened = needs.isByModel ? await openWriter(parts, spending.purse) : undefined;
  const keepsPartials = opened !== undefined && needs.private !== true;
  const partials = keepsPartials ? await openPartials(context, scope, signal) : { warnings: [] };
  const writer = opened === undefined ? undefined : await toWriter(context, opened, partials.results);
  const { price, cost } = opened ?? {};
  return defined({
    collection,
    scope,
    documents,
    language,
    warnings: partials.warnings,
    services: defined({
      analyzer,
      splitSentences,
      verifier,
      guard,
      clock,
      ids,
      emit,
      store: rememberDocuments(half.store),
      findEvidence,
      embedder,
      model: writer,
      hold: context.hold,
    }),
    profile: opened?.prompts.profile,
    price,
    totalUsage: (answer: Pick<Answer, "usage">) => spending.total(answer, cost?.()),
  });
}

async function findDocuments(
  context: CallContext,
  {
    collection,
    scope,
    documents: names,
    where,
  }: SurveyNeeds & { readonly collection: string; readonly scope: AccessScope },
  signal: AbortSignal,
): Promise<readonly DocumentSummary[]> {
  const filter = filterOf(where);
  const half = await requireStore(context, collection);
  const { summaries, notFound } = await chooseDocuments(
    { ...context, half },
    { collection, scope, documents: names },
    signal,
  );
  const [missing] = notFound;
  if (missing !== undefined)
    throw new DocumentNotFoundError(`No document is called "${missing}".`, {
      hint: "`lydian list` shows all of them.",
    });
  const fitting = filter === undefined ? summaries : summaries.filter((summary) => matchesFilter(filter, summary));
  return [...fitting].sort((one, other) => (one.uri < other.uri ? -1 : one.uri > other.uri ? 1 : 0));
}

async function toWriter(
  { parts }: CallContext,
  { generator, prompts: { profile } }: OpenWriter,
  partials: PartialResults | undefined,
): Promise<SurveyModel> {
  const { writeStyle } = await import("../../engine/answer/index.ts");
  const { maxOutputTokens, effort, onFailure } = parts.settings.answer;
  // The call decides the length and form of a summary, so the profile's are left out.
  const { name, hash, tone, readingLevel, language, system, sampling } = profile;
  const style = writeStyle(defined({ name, hash, tone, readingLevel, language, system }));
  return defined({
    generator,
    maxOutputTokens,
    prompts: await parts.surveyPrompts(),
    style,
    nextFence: () => parts.ids.next("fence"),
    isStrict: onFailure === "error",
    lanes: generator.id.startsWith("gguf:") ? 1 : LANES_OF_A_SERVICE,
    effort,
    sampling,
    partials,
  });
}

interface OpenedPartials {
  readonly results?: PartialResults;
  readonly warnings: readonly Warning[];
}

/**
 * Returns the key of a task's partial result. Readers with other labels do not share it: from a result that is there,
 * they could tell that a section with the same text was read in a hidden document.
 */
function keyInScope(task: string, scope: AccessScope): string {
  if (scope.kind === "everything") return task;
  const labels = [...new Set(scope.labels)].sort();
  return createHash("sha256")
    .update(JSON.stringify([task, labels]))
    .digest("hex");
}

/** Opens the store of partial results. Without it, a stopped survey starts again from the beginning. */
async function openPartials({ parts }: CallContext, scope: AccessScope, signal: AbortSignal): Promise<OpenedPartials> {
  try {
    const state = await parts.state.write();
    await state.forgetPartials(new Date(parts.clock.now() - KEPT_DAYS * DAY_MS).toISOString(), signal);
    return {
      results: {
        read: async (task, stop) => (await state.readPartial(keyInScope(task, scope), stop))?.record,
        keep: (task, record, stop) => {
          const keptAt = new Date(parts.clock.now()).toISOString();
          return state.keepPartial({ key: keyInScope(task, scope), record, keptAt }, stop);
        },
      },
      warnings: [],
    };
  } catch (error) {
    if (!(error instanceof LydianError)) throw error;
    const message = `Partial results cannot be stored, so a stopped reading starts again: ${error.message}`;
    return { warnings: [{ code: "reading-not-kept", message }] };
  }
}
