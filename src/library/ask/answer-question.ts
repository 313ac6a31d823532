import {
  type Answer,
  type AskedSettings,
  type Citation,
  DEFAULT_PROFILE,
  type Document,
  type EmbeddingSpace,
  everything,
  fallbackLanguage,
  type Profile,
  type Warning,
} from "../../core/index.ts";
import { openThreshold } from "../calibrate/open-threshold.ts";
import { answerSettingsOf, collectionOf, filterOf, rerankerUseOf, searchSettings, signalOf } from "../call-context.ts";
import { converse, type HeardTurn } from "../conversations/converse.ts";
import type { QuestionVerdict } from "../proof/build-saved-answer.ts";
import { openEmbedderIfThere, type SearchContext } from "../search/open-search.ts";
import type { AskOptions } from "./ask.ts";
import { listenToGuard } from "./listen-to-guard.ts";
import { openAnswerer } from "./open-answerer.ts";
import { openSpending } from "./open-spending.ts";
import { createExamplePicker } from "./pick-examples.ts";
import { rememberVersions } from "./remember-versions.ts";

/** An answer with what was read for it, and by which models. */
export interface Answered {
  readonly answer: Answer;
  readonly embedder?: EmbeddingSpace;
  readonly rerankerId?: string;
  /** What the guard said of the question, where it did not let it pass as it was. */
  readonly questionVerdict?: QuestionVerdict;
  /** Where every section was read. */
  readonly survey?: AskedSettings["survey"];
  /** Below it there was no answer; absent where it was the answerer's own. */
  readonly threshold?: number;
  /** The version of a document that was cited. */
  versionOf(citation: Pick<Citation, "documentId" | "contentHash">): Document;
}

/** See `Lydian.ask`. */
export async function answerQuestion(
  context: SearchContext,
  question: string,
  options: Omit<AskOptions, "turns"> & { readonly turns?: readonly HeardTurn[] },
): Promise<Answered> {
  const { parts } = context;
  const { settings, analyzer, splitSentences, ids } = parts;
  const request = toRequest(context, question, options);
  const language = fallbackLanguage(settings.language);
  const { collection, mode, scope, unsupported } = request;
  const signal = signalOf(options);
  const spending = await openSpending(parts);
  const use = rerankerUseOf(context, options, "question");
  // While the model is loaded by threads of its own.
  const [{ warnings, ...services }, outdated] = await Promise.all([
    context.open({ collection, mode, reranker: use, countRephraser: spending.rephraser }, signal),
    context.warnOfChunking(collection, signal),
  ]);
  const { search } = await import("../../engine/search/index.ts");
  const story = await import("../../engine/answer/index.ts");
  const verify = await import("../../engine/verify/index.ts");
  const embedder = await openEmbedderIfThere(parts);
  const judging = services.embedder === undefined || embedder === undefined ? {} : { embedder };
  const reading = services.reranker === undefined ? {} : { rerankerId: services.reranker.id };
  const analyze = (text: string) => analyzer.analyze(text, language);
  const extractive = story.createExtractiveAnswerer(
    { analyzer, splitSentences, ...judging, ...reading },
    { language, maxSentences: settings.answer.maxSentences },
  );
  const findEvidence = (sentence: string, passage: string) =>
    verify.findEvidence({ analyze, splitSentences }, sentence, passage);
  const { answerer, profile, generator, ...own } = await openAnswerer(parts, extractive, {
    findEvidence,
    saysValue: verify.saysValue,
    options,
    unsupported,
    purse: spending.purse,
    pick: (source, count) => createExamplePicker(context, { source, scope, analyze, countTokens: count }),
  });
  const calculating = { calculator: await parts.calculator(), analyze };
  const limit = await openThreshold(context, { collection, mode, reranker: use }, signal);
  const countTokens = own.countTokens ?? embedder?.countTokens ?? estimateTokens;
  const talk = converse(parts, { turns: options.turns, generator, rewriteByModel: story.rewriteByModel });
  const { store, versionOf } = rememberVersions(services.store);
  const { guard, questionVerdict } = listenToGuard(services.guard);
  const answer = await story.ask(
    {
      ...services,
      store,
      guard,
      answerer,
      calculating,
      analyze,
      ids,
      countTokens,
      splitSentences,
      findEvidence,
      ...(talk === undefined ? {} : { conversation: talk }),
      verifier: parts.verifier(spending.judge),
      search: async (found, stop) => {
        const result = await search(services, { ...found, settings: searchSettings(context, use) }, stop);
        return { ...result, warnings: [...warnings, ...result.warnings] };
      },
    },
    { ...request, ...limit.asked },
    signal,
  );
  const used = judging.embedder === undefined ? {} : { embedder: judging.embedder.space };
  const warned = [...limit.warnings, ...outdated, ...warnOfProfile(settings.answer, options.profile)];
  const complete = completeAnswer(answer, { profile, usage: spending.total(answer, own.cost?.()), warnings: warned });
  return { answer: complete, versionOf, ...used, ...reading, ...questionVerdict(), ...limit.kept };
}

function toRequest(context: SearchContext, question: string, options: Omit<AskOptions, "turns">) {
  const { settings } = context.parts;
  const { mode = settings.search.mode, scope = everything } = options;
  const collection = collectionOf(context, options);
  const { budgetTokens, order, unsupported } = answerSettingsOf(context, collection);
  const filter = filterOf(options.where);
  return {
    question,
    collection,
    scope,
    mode,
    budgetTokens,
    order,
    unsupported,
    tells: { drafts: options.stream === "unchecked", thought: options.reasoning ?? false },
    ...(filter === undefined ? {} : { filter }),
  };
}

interface Told {
  readonly profile: Pick<Profile, "name" | "hash"> | undefined;
  readonly usage: Answer["usage"];
  readonly warnings: readonly Warning[];
}

/** With what the story does not know. */
function completeAnswer(answer: Answer, { profile, usage, warnings }: Told): Answer {
  return {
    ...answer,
    usage,
    ...(profile === undefined ? {} : { profile }),
    warnings: [...answer.warnings, ...warnings],
  };
}

/** Quotes have no style. */
function warnOfProfile(
  { model, profile: usual }: SearchContext["parts"]["settings"]["answer"],
  profile = usual,
): readonly Warning[] {
  if (model !== "extractive" || profile === DEFAULT_PROFILE) return [];
  const message = `The profile "${profile}" is for a language model, and none is set: the answer quotes the documents.`;
  return [{ code: "profile-unused", message }];
}

/** English text has about four characters a token. */
const estimateTokens = (text: string): number => Math.ceil(text.length / 4);
