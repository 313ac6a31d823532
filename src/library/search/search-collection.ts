import type { Filter, GuardDecision, SearchMode, SearchResult, Warning } from "../../core/index.ts";
import { everything, warnWithHelp } from "../../core/index.ts";
import type { SearchRequest } from "../../engine/search/index.ts";
import { collectionOf, filterOf, rerankerUseOf, searchSettings, signalOf } from "../call/call-context.ts";
import type { ReadOptions } from "../call/call-options.ts";
import { checkCall } from "../guard/check-call.ts";
import { openSearch, type SearchContext } from "./open-search.ts";

export interface SearchOptions extends ReadOptions {
  /** Maximum number of hits, from 1 to 1,000. Default: the setting `search.limit`. */
  readonly limit?: number;
  /** Searches by words (`lexical`), by meaning (`vector`), or both. Default: the setting `search.mode`. */
  readonly mode?: SearchMode;
  /** Scores every vector instead of preselected ones. It misses nothing and takes longer. Default: false. */
  readonly exact?: boolean;
  /** Filter, in the filter language or as a value. */
  readonly where?: string | Filter;
  /**
   * Whether the reranker reads the first hits together with the question and reorders them. By default, the setting
   * `rerank.model` decides: `auto` reads them for answers only, and keeps their order. `true` uses the bundled reranker
   * if the setting is `auto` or `off`. `false` reads nothing.
   */
  readonly rerank?: boolean;
}

const warnOfStop = (stop: GuardDecision): readonly Warning[] => [
  ...warnWithHelp(stop),
  { code: "guard-blocked", message: `The guard stopped the call: ${stop.why}` },
];

/** Searches for a query, and reads its exclusions and field searches. */
export function search(context: SearchContext, query: string, options: SearchOptions = {}): Promise<SearchResult> {
  return searchFor(context, { query, hasOperators: true }, options);
}

/** Searches for a sentence, in which a hyphen or a colon has no special meaning. */
export function searchSentence(
  context: SearchContext,
  sentence: string,
  options: SearchOptions,
): Promise<SearchResult> {
  return searchFor(context, { query: sentence, hasOperators: false }, options);
}

async function searchFor(
  context: SearchContext,
  query: Pick<SearchRequest, "query" | "hasOperators">,
  options: SearchOptions,
): Promise<SearchResult> {
  const { settings } = context.parts;
  const { mode = settings.search.mode, limit = settings.search.limit, scope = everything, exact = false } = options;
  const filter = filterOf(options.where);
  const collection = collectionOf(context, options);
  const signal = signalOf(options);
  const stop = await checkCall(context, [query.query], signal);
  if (stop !== undefined) return { hits: [], warnings: warnOfStop(stop), trace: [] };
  const use = rerankerUseOf(context, options, "search");
  const request = { ...query, collection, scope, mode, limit, exact, settings: searchSettings(context, use) };
  // The model loads in separate threads, so the check of the chunks costs no time.
  const [services, outdated] = await Promise.all([
    openSearch(context, { collection, mode, reranker: use }, signal),
    context.memory.warnOfChunking({ collection, scope }, signal),
  ]);
  const story = await import("../../engine/search/index.ts");
  const result = await story.search(services, filter === undefined ? request : { ...request, filter }, signal);
  const ids = [...new Set(result.hits.map(({ documentId }) => documentId))];
  const found = await services.store.readSummaries({ collection, scope, ids }, signal);
  return { ...result, warnings: [...result.warnings, ...outdated, ...story.warnOfGaps(found)] };
}
