import type { Filter, SearchMode, SearchResult } from "../../core/index.ts";
import { everything } from "../../core/index.ts";
import { collectionOf, filterOf, rerankerUseOf, searchSettings, signalOf } from "../call-context.ts";
import type { ReadOptions } from "../call-options.ts";
import type { SearchContext } from "./open-search.ts";

export interface SearchOptions extends ReadOptions {
  /** From 1 to 1,000; default 10. */
  readonly limit?: number;
  readonly mode?: SearchMode;
  /** Scores every vector, instead of those that one-bit codes choose: nothing near is missed, and it takes longer. */
  readonly exact?: boolean;
  /** In the filter language, or as a value. */
  readonly where?: string | Filter;
  /**
   * Whether the first hits are read again, together with the question, and ordered by that, too. Default: as the
   * setting `rerank.model` says, which is to read for answers alone and to change no order; `true` takes the bundled
   * reranker where that says `auto` or `off`; `false` reads nothing.
   */
  readonly rerank?: boolean;
}

export async function search(
  context: SearchContext,
  query: string,
  options: SearchOptions = {},
): Promise<SearchResult> {
  const { settings } = context.parts;
  const { mode = settings.search.mode, limit = settings.search.limit, scope = everything, exact = false } = options;
  const filter = filterOf(options.where);
  const collection = collectionOf(context, options);
  const signal = signalOf(options);
  const use = rerankerUseOf(context, options, "search");
  const request = { query, collection, scope, mode, limit, exact, settings: searchSettings(context, use) };
  // While the model is loaded by threads of its own.
  const [{ warnings, ...services }, outdated] = await Promise.all([
    context.open({ collection, mode, reranker: use }, signal),
    context.warnOfChunking(collection, signal),
  ]);
  const story = await import("../../engine/search/index.ts");
  const result = await story.search(services, filter === undefined ? request : { ...request, filter }, signal);
  const ids = [...new Set(result.hits.map(({ documentId }) => documentId))];
  const found = await services.store.readSummaries({ collection, scope, ids }, signal);
  return { ...result, warnings: [...warnings, ...result.warnings, ...outdated, ...story.warnOfGaps(found)] };
}
