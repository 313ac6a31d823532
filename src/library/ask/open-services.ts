import {
  type Answer,
  defined,
  type Embedder,
  fallbackLanguage,
  type Profile,
  type Reranker,
  type Warning,
} from "../../core/index.ts";
import type { AskServices } from "../../engine/answer/index.ts";
import { type OpenedThreshold, openThreshold } from "../calibrate/open-threshold.ts";
import { rerankerUseOf, searchSettings } from "../call-context.ts";
import { converse } from "../conversations/converse.ts";
import { meterAnalyzer } from "../meter-parts.ts";
import { openEmbedderIfThere, type SearchContext } from "../search/open-search.ts";
import type { Answered, PassageRequest } from "./answer-question.ts";
import type { UnderstoodOptions } from "./ask-question.ts";
import { createExamplePicker } from "./create-example-picker.ts";
import { type GuardListener, listenToGuard } from "./listen-to-guard.ts";
import { openAnswerer } from "./open-answerer.ts";
import { openSpending } from "./open-spending.ts";
import { rememberVersions } from "./remember-versions.ts";

interface QuestionToOpen {
  readonly request: PassageRequest;
  readonly options: UnderstoodOptions;
}

/** Services for answering one question from the nearest passages. */
interface OpenedServices extends Pick<GuardListener, "questionVerdict"> {
  readonly services: AskServices;
  readonly threshold: OpenedThreshold;
  readonly embedder?: Embedder;
  readonly reranker?: Pick<Reranker, "id">;
  /** Profile by which a language model writes. */
  readonly profile?: Pick<Profile, "name" | "hash">;
  readonly warnings: readonly Warning[];
  /** Returns the usage of all language models that took part. */
  usageOf(answer: Answer): Answer["usage"];
  readonly versionOf: Answered["versionOf"];
}

/** Opens what answers a question: the search, the models, the answerer, the conversation and the threshold. */
export async function openServices(
  context: SearchContext,
  { request, options }: QuestionToOpen,
  signal: AbortSignal,
): Promise<OpenedServices> {
  const { parts } = context;
  const { settings, splitSentences, ids } = parts;
  const analyzer = meterAnalyzer(parts.analyzer, context.work);
  const { collection, mode, scope, unsupported } = request;
  const language = fallbackLanguage(settings.language);
  const analyze = (text: string) => analyzer.analyze(text, language);

  // The search is opened first, because its models load in their own threads while this thread loads code.
  const rerankerUse = rerankerUseOf(context, options, "question");
  const spending = await openSpending(parts);
  const [{ warnings: searchWarnings, ...searchServices }, chunkingWarnings] = await Promise.all([
    context.open({ collection, mode, reranker: rerankerUse, countRephraser: spending.rephraser }, signal),
    context.warnOfChunking({ collection, scope }, signal),
  ]);
  const { findPassages } = await import("../../engine/search/index.ts");
  const { createExtractiveAnswerer, rewriteByModel } = await import("../../engine/answer/index.ts");
  const { findEvidence, saysValue } = await import("../../engine/verify/index.ts");

  const loadedEmbedder = await openEmbedderIfThere(parts);
  const embedder = searchServices.embedder === undefined ? undefined : loadedEmbedder;
  const { reranker } = searchServices;
  const extractive = createExtractiveAnswerer(
    defined({ analyzer, splitSentences, embedder, rerankerId: reranker?.id }),
    { language, maxSentences: settings.answer.maxSentences },
  );
  const sentenceTools = {
    findEvidence: (sentence: string, passage: string) => findEvidence({ analyze, splitSentences }, sentence, passage),
    saysValue,
  };
  const { answerer, profile, generator, cost, countTokens } = await openAnswerer(parts, extractive, {
    ...sentenceTools,
    options,
    unsupported,
    purse: spending.purse,
    pick: (source, count) => createExamplePicker(context, { source, scope, analyze, countTokens: count }),
  });

  const { store, versionOf } = rememberVersions(searchServices.store);
  const { guard, questionVerdict } = listenToGuard(searchServices.guard);
  const threshold = await openThreshold(context, { collection, mode, reranker: rerankerUse }, signal);
  const services: AskServices = defined({
    ...searchServices,
    store,
    guard,
    hold: context.hold,
    answerer,
    analyze,
    ids,
    countTokens: countTokens ?? loadedEmbedder?.countTokens ?? estimateTokens,
    splitSentences,
    findEvidence: sentenceTools.findEvidence,
    conversation: converse(parts, { turns: options.turns, generator, rewriteByModel }),
    verifier: parts.verifier(spending.judge),
    search: async (searchRequest: Parameters<AskServices["search"]>[0], stop: AbortSignal) => {
      const configured = { ...searchRequest, settings: searchSettings(context, rerankerUse) };
      const result = await findPassages(searchServices, configured, stop);
      return { ...result, warnings: [...searchWarnings, ...result.warnings] };
    },
  });

  return defined({
    services,
    threshold,
    embedder,
    reranker,
    profile,
    warnings: [...threshold.warnings, ...chunkingWarnings],
    usageOf: (answer: Answer) => spending.total(answer, cost?.()),
    questionVerdict,
    versionOf,
  });
}

/** Estimates the tokens of a text. English text has about four characters per token. */
const estimateTokens = (text: string): number => Math.ceil(text.length / 4);
