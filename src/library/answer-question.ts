import type { AskOptions } from "../calls/index.ts";
import {
  type Answer,
  type AskedSettings,
  type Citation,
  type Cost,
  DEFAULT_PROFILE,
  type Document,
  type EmbeddingSpace,
  everything,
  fallbackLanguage,
  type Usage,
  type Warning,
} from "../core/index.ts";
import type { SearchServices } from "../search/index.ts";
import { answerSettingsOf, collectionOf, filterOf, rerankerUseOf, searchSettings, signalOf } from "./call-context.ts";
import { openAnswerer } from "./open-answerer.ts";
import { openEmbedderIfThere, type SearchContext } from "./open-search.ts";
import { openThreshold } from "./open-threshold.ts";
import { createExamplePicker } from "./pick-examples.ts";

/** An answer with what was read for it, and by which models. */
export interface Answered {
  readonly answer: Answer;
  readonly embedder?: EmbeddingSpace;
  readonly rerankerId?: string;
  /** Where every section was read. */
  readonly survey?: AskedSettings["survey"];
  /** Below it there was no answer; absent where it was the answerer's own. */
  readonly threshold?: number;
  /** The version of a document that was cited. */
  versionOf(citation: Pick<Citation, "documentId" | "contentHash">): Document;
}

/** See `Lydian.ask`. */
export async function answerQuestion(context: SearchContext, question: string, options: AskOptions): Promise<Answered> {
  const { parts } = context;
  const { settings, analyzer, splitSentences, ids } = parts;
  const { mode = settings.search.mode, scope = everything } = options;
  const { budgetTokens, order, maxSentences } = settings.answer;
  const language = fallbackLanguage(settings.language);
  const filter = filterOf(options.where);
  const collection = collectionOf(context, options);
  const { unsupported } = answerSettingsOf(context, collection);
  const signal = signalOf(options);
  const use = rerankerUseOf(context, options, "question");
  // While the model is loaded by threads of its own.
  const [{ warnings, ...services }, outdated] = await Promise.all([
    context.open({ collection, mode, reranker: use, rephrases: settings.search.rephrasings > 0 }, signal),
    context.warnOfChunking(collection, signal),
  ]);
  const { search } = await import("../search/index.ts");
  const story = await import("../answer/index.ts");
  const verify = await import("../verify/index.ts");
  const embedder = await openEmbedderIfThere(parts);
  const judging = services.embedder === undefined || embedder === undefined ? {} : { embedder };
  const reading = services.reranker === undefined ? {} : { rerankerId: services.reranker.id };
  const analyze = (text: string) => analyzer.analyze(text, language);
  const extractive = story.createExtractiveAnswerer(
    { analyzer, splitSentences, ...judging, ...reading },
    { language, maxSentences },
  );
  const findEvidence = (sentence: string, passage: string) =>
    verify.findEvidence({ analyze, splitSentences }, sentence, passage);
  const { answerer, profile, ...own } = await openAnswerer(parts, extractive, {
    ...{ findEvidence, saysValue: verify.saysValue, examples: options.examples ?? true, unsupported },
    pick: (source, count) => createExamplePicker(context, { source, scope, analyze, countTokens: count }),
  });
  const calculating = { calculator: await parts.calculator(), analyze };
  const limit = await openThreshold(context, { collection, mode, reranker: use }, signal);
  const countTokens = own.countTokens ?? embedder?.countTokens ?? estimateTokens;
  const request = {
    ...{ question, collection, scope, mode, budgetTokens, order, unsupported, ...limit.asked },
    ...(filter === undefined ? {} : { filter }),
  };
  const { store, versionOf } = rememberVersions(services.store);
  const answer = await story.ask(
    {
      ...services,
      ...{ store, answerer, calculating, ids, countTokens, splitSentences, findEvidence },
      verifier: parts.verifier(),
      search: async (found, stop) => {
        const result = await search(services, { ...found, settings: searchSettings(context, use) }, stop);
        return { ...result, warnings: [...warnings, ...result.warnings] };
      },
    },
    request,
    signal,
  );
  const told = [...answer.warnings, ...limit.warnings, ...outdated, ...warnOfProfile(settings.answer)];
  const written = profile === undefined ? {} : { profile };
  const usage = addCost(answer.usage, own.cost?.());
  const used = judging.embedder === undefined ? {} : { embedder: judging.embedder.space };
  return { answer: { ...answer, ...written, usage, warnings: told }, versionOf, ...used, ...reading, ...limit.kept };
}

/** A model that was not asked has no cost. */
function addCost(usage: Usage, cost: Cost | undefined): Usage {
  return cost === undefined || cost.amount === 0 ? usage : { ...usage, cost };
}

/** Quotes have no style. */
function warnOfProfile({ model, profile }: SearchContext["parts"]["settings"]["answer"]): readonly Warning[] {
  if (model !== "extractive" || profile === DEFAULT_PROFILE) return [];
  const message = `The profile "${profile}" is for a language model, and none is set: the answer quotes the documents.`;
  return [{ code: "profile-unused", message }];
}

/** English text has about four characters a token. */
const estimateTokens = (text: string): number => Math.ceil(text.length / 4);

/** Documents may change while an answer is written; what was cited is known by its content. */
function rememberVersions({ readDocument }: Pick<SearchServices["store"], "readDocument">) {
  const versions = new Map<string, Document>();
  const keyOf = (id: string, contentHash: string) => `${contentHash} ${id}`;
  const store: Pick<SearchServices["store"], "readDocument"> = {
    readDocument: async (reference, signal) => {
      const document = await readDocument(reference, signal);
      if (document !== undefined) versions.set(keyOf(document.id, document.contentHash), document);
      return document;
    },
  };
  const versionOf: Answered["versionOf"] = ({ documentId, contentHash }) => {
    const version = versions.get(keyOf(documentId, contentHash));
    if (version === undefined) throw new Error(`The document ${documentId} was cited and never read.`);
    return version;
  };
  return { store, versionOf };
}
