import { type Answer, everything, fallbackLanguage } from "../core/index.ts";
import type { AskOptions } from "../lydian.ts";
import { collectionOf, filterOf, isReranking, searchSettings, signalOf } from "./call-context.ts";
import { openAnswerer } from "./open-answerer.ts";
import { openEmbedderIfThere, type SearchContext } from "./open-search.ts";

/** See `Lydian.ask`. */
export async function ask(context: SearchContext, question: string, options: AskOptions): Promise<Answer> {
  const { parts } = context;
  const { settings, analyzer, splitSentences, verifier, ids } = parts;
  const { mode = settings.search.mode, scope = everything } = options;
  const { budgetTokens, maxSentences, threshold } = settings.answer;
  const language = fallbackLanguage(settings.language);
  const filter = filterOf(options.where);
  const collection = collectionOf(context, options);
  const signal = signalOf(options);
  // While the model is loaded by threads of its own.
  const [{ warnings, ...services }, outdated] = await Promise.all([
    context.open({ collection, mode, rerank: isReranking(context, options) }, signal),
    context.warnOfChunking(collection, signal),
  ]);
  const { search } = await import("../search/index.ts");
  const story = await import("../answer/index.ts");
  const embedder = await openEmbedderIfThere(parts);
  const judging = services.embedder === undefined || embedder === undefined ? {} : { embedder };
  const reading = services.reranker === undefined ? {} : { rerankerId: services.reranker.id };
  const analyze = (text: string) => analyzer.analyze(text, language);
  const extractive = story.createExtractiveAnswerer(
    { analyzer, splitSentences, ...judging, ...reading },
    { language, maxSentences },
  );
  const answerer = await openAnswerer(parts, extractive, { analyze });
  const calculating = { calculator: await parts.calculator(), analyze };
  const countTokens = embedder?.countTokens ?? estimateTokens;
  const request = {
    ...{ question, collection, scope, mode, budgetTokens },
    ...(threshold === undefined ? {} : { threshold }),
    ...(filter === undefined ? {} : { filter }),
  };
  const answer = await story.ask(
    {
      ...services,
      ...{ answerer, verifier, calculating, ids, countTokens, splitSentences },
      search: async (found, stop) => {
        const result = await search(services, { ...found, settings: searchSettings(context) }, stop);
        return { ...result, warnings: [...warnings, ...result.warnings] };
      },
    },
    request,
    signal,
  );
  return { ...answer, warnings: [...answer.warnings, ...outdated] };
}

/** English text has about four characters a token. */
const estimateTokens = (text: string): number => Math.ceil(text.length / 4);
