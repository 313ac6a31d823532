import { ask as askStory, createExtractiveAnswerer } from "../answer/index.ts";
import { type Answer, type Embedder, everything, LydianError } from "../core/index.ts";
import type { AskOptions, SearchMode, SearchOptions, SearchResult } from "../lydian.ts";
import { rememberDocuments, type SearchServices, search as searchStory } from "../search/index.ts";
import { type CallContext, collectionOf, filterOf, requireStore, signalOf } from "./call-context.ts";
import type { LydianParts, ReadingHalf } from "./lydian-parts.ts";

export interface Finder {
  search(query: string, options: SearchOptions): Promise<SearchResult>;
  ask(question: string, options: AskOptions): Promise<Answer>;
}

/** See `Lydian.search` and `Lydian.ask`; documents that were read last are kept between the calls. */
export function createFinder(context: CallContext): Finder {
  const { parts, emit } = context;
  const { settings } = parts;
  let remembered: { readonly half: ReadingHalf; readonly store: SearchServices["store"] } | undefined;

  async function open(collection: string, mode: SearchMode): Promise<SearchServices> {
    const half = await requireStore(context, collection);
    if (remembered?.half !== half) remembered = { half, store: rememberDocuments(half.store) };
    const embedder = mode === "lexical" ? undefined : await openEmbedder(parts, mode);
    const { guard, clock } = parts;
    const services = { index: half.index, store: remembered.store, guard, clock, emit };
    return embedder === undefined ? services : { ...services, embedder };
  }

  return {
    async search(query, options) {
      const { mode = settings.search.mode, limit = settings.search.limit, scope = everything } = options;
      const filter = filterOf(options.where);
      const collection = collectionOf(context, options);
      const request = { query, collection, scope, mode, limit, language: settings.language };
      const services = await open(collection, mode);
      return searchStory(services, filter === undefined ? request : { ...request, filter }, signalOf(options));
    },

    async ask(question, options) {
      const { mode = settings.search.mode, scope = everything } = options;
      const { budgetTokens, maxSentences, threshold } = settings.answer;
      const { language } = settings;
      const filter = filterOf(options.where);
      const collection = collectionOf(context, options);
      const services = await open(collection, mode);
      const embedder = await parts.embedder().catch(only(LydianError));
      const { analyzer, splitSentences, verifier, ids } = parts;
      const judging = services.embedder === undefined || embedder === undefined ? {} : { embedder };
      const answerer = createExtractiveAnswerer({ analyzer, splitSentences, ...judging }, { language, maxSentences });
      const countTokens = embedder?.countTokens ?? estimateTokens;
      const request = {
        ...{ question, collection, scope, mode, language, budgetTokens },
        ...(threshold === undefined ? {} : { threshold }),
        ...(filter === undefined ? {} : { filter }),
      };
      return askStory(
        {
          ...services,
          ...{ answerer, verifier, ids, countTokens, splitSentences },
          search: (found, signal) => searchStory(services, found, signal),
        },
        request,
        signalOf(options),
      );
    },
  };
}

/** In mode `hybrid` a model that can not be opened is left out, and the search says so in a warning. */
async function openEmbedder(parts: LydianParts, mode: SearchMode): Promise<Embedder | undefined> {
  return mode === "vector" ? parts.embedder() : parts.embedder().catch(only(LydianError));
}

/** Swallows errors of one class, whose absence of a value says the same; others go on. */
function only(expected: abstract new (...parameters: never[]) => Error): (error: unknown) => undefined {
  return (error) => {
    if (!(error instanceof expected)) throw error;
    return undefined;
  };
}

/** English text has about four characters a token. */
const estimateTokens = (text: string): number => Math.ceil(text.length / 4);
