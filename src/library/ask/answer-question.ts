import { DEFAULT_PROFILE, defined, everything, MAX_QUERY_STEPS, type Warning } from "../../core/index.ts";
import type { AllowedAnswer, AskRequest, WordComparison } from "../../engine/answer/index.ts";
import type { SearchServices } from "../../engine/search/index.ts";
import type { AnswerContext } from "../answer/answer-context.ts";
import { answerGuarded, verdictOn } from "../answer/answer-guarded.ts";
import type { Answered } from "../answer/answered.ts";
import { openSpending } from "../answer/open-spending.ts";
import { openVerifier } from "../answer/open-verifier.ts";
import { rememberVersions } from "../answer/remember-versions.ts";
import {
  answerSettingsOf,
  type CallContext,
  filterOf,
  rerankerUseOf,
  searchSettings,
  signalOf,
} from "../call/call-context.ts";
import { converse } from "../conversations/converse.ts";
import { openSearch } from "../search/open-search.ts";
import { readAskedWords } from "../search/words-asked-for.ts";
import { openThreshold } from "../threshold/open-threshold.ts";
import type { HeardOptions } from "./ask-options.ts";
import { openAnswerer } from "./open-answerer.ts";

/** Guards a question, and answers it from the nearest passages. */
export function answerQuestion(context: AnswerContext, question: string, options: HeardOptions): Promise<Answered> {
  return answerGuarded(context, question, options, (opened) => answerFromPassages(context, opened, options));
}

/** Answers a question that the guard allowed from the nearest passages. */
export async function answerFromPassages(
  context: AnswerContext,
  opened: AllowedAnswer,
  options: HeardOptions,
): Promise<Answered> {
  const { parts, emit, hold } = context;
  const { guard, clock } = parts;
  const { collection } = opened;
  const signal = signalOf(options);
  const request = toRequest(context, collection, options);
  const { scope, mode } = request;
  const reranker = rerankerUseOf(context, options, "question");
  const spending = await openSpending(parts);

  // The search is opened first, because its models load in separate threads while this thread loads code.
  const [search, chunkingWarnings] = await Promise.all([
    openSearch(context, { collection, mode, reranker, countRephraser: spending.rephraser }, signal),
    context.memory.warnOfChunking({ collection, scope }, signal),
  ]);
  const { findPassages } = await import("../../engine/search/index.ts");
  const { abstain, ask, understandQuestion } = await import("../../engine/answer/index.ts");
  const reading = await openVerifier(context, spending.judge);
  const writing = await openAnswerer(context, search, reading, { ...request, options, purse: spending.purse });
  const threshold = await openThreshold(context, collection, { mode, reranker }, signal);

  const conversation = converse(parts, options.turns, writing.generator);
  const understood = await understandQuestion({ guard, emit, conversation }, opened, signal);
  const { store, versionOf } = rememberVersions(search.store);
  const services = {
    search: findPassages.bind(undefined, search),
    store,
    answerer: writing.answerer,
    countTokens: writing.countTokens,
    ...reading,
    wordComparison: compareWords(context, search, { collection, ...request, analyze: reading.analyze }),
    guard,
    hold,
    clock,
    emit,
  };
  const settings = { searchSettings: searchSettings(context, reranker), threshold: threshold.threshold };
  const answer =
    understood.status === "stopped"
      ? abstain(services, understood, understood.reason)
      : await ask(services, understood, { ...request, ...settings }, signal);

  return defined({
    answer: defined({
      ...answer,
      usage: spending.total(answer, writing.cost?.()),
      profile: writing.profile,
      warnings: [
        ...answer.warnings,
        ...threshold.warnings,
        ...chunkingWarnings,
        ...warnOfProfile(context, options.profile),
      ],
    }),
    questionVerdict: verdictOn(understood),
    embedder: search.embedder?.space,
    rerankerId: search.reranker?.id,
    threshold: threshold.savedThreshold,
    versionOf,
  });
}

interface ComparedWith extends Pick<AskRequest, "scope" | "filter">, Pick<WordComparison, "analyze"> {
  readonly collection: string;
}

/** Compares the words of a question with the documents that it may be answered from. */
function compareWords(
  context: CallContext,
  { index }: Pick<SearchServices, "index">,
  { collection, scope, filter, analyze }: ComparedWith,
): WordComparison {
  return {
    analyze,
    wordsAskedFor: async (question) => {
      const { words, language, asked } = await readAskedWords(context, question);
      return language === asked ? words : [];
    },
    hasPassageWith: async (words, signal) => {
      const work = context.work.part(MAX_QUERY_STEPS);
      const query = defined({ collection, scope, filter, work, words: { text: words.join(" "), limit: 1 } });
      return (await index.search(query, signal)).words.length > 0;
    },
  };
}

/** Builds the request of a question from its options and the settings. */
function toRequest(context: CallContext, collection: string, options: HeardOptions) {
  const { settings } = context.parts;
  const { mode = settings.search.mode, scope = everything } = options;
  const { budgetTokens, order, unsupported } = answerSettingsOf(context, collection);
  return {
    scope,
    mode,
    budgetTokens,
    order,
    unsupported,
    tells: { drafts: options.stream === "unchecked", thought: options.reasoning ?? false },
    filter: filterOf(options.where),
  } satisfies AskRequest;
}

/** Warns that a profile is not used, since quotes have no style. */
function warnOfProfile({ parts }: CallContext, name?: string): readonly Warning[] {
  const { model, profile } = parts.settings.answer;
  const chosen = name ?? profile;
  if (model !== "extractive" || chosen === DEFAULT_PROFILE) return [];
  const message = `The profile "${chosen}" is for a language model, and none is set: the answer quotes the documents.`;
  return [{ code: "profile-unused", message }];
}
