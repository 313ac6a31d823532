import type { PassageExplanation, SearchResult } from "../../core/index.ts";
import type { CallGroup } from "../call/call-group.ts";
import type { ReadOptions } from "../call/call-options.ts";
import type { WordCount } from "./count-words.ts";
import type { ExplainOptions } from "./explain.ts";
import type { SearchContext } from "./open-search.ts";
import type { SearchOptions } from "./search-collection.ts";

/** Search. */
export interface SearchCalls {
  /**
   * Finds the passages that match a query, best first. `-word` and `NOT word` in the query leave passages out, and
   * `title:word` and the like search one field.
   *
   * @example
   * const { hits } = await lydian.search("autoclave -washer", { limit: 5 });
   * for (const { title, text } of hits) console.log(title, text); // Equipment list Autoclave A-113…
   */
  search(query: string, options?: SearchOptions): Promise<SearchResult>;

  /**
   * Explains why a passage was found or not. Searches, and shows for each chunk of a document its place at every stage
   * and what excluded it. Covers documents that the scope or the filter leaves out too.
   *
   * @param document  as for `read`
   * @throws {DocumentNotFoundError} if the collection has no such document
   *
   * @example
   * const { chunks } = await lydian.explain("lost key", "rooms-and-keys.html");
   * for (const { outcome } of chunks) console.log(outcome.message); // It is hit 1.
   */
  explain(query: string, document: string, options?: ExplainOptions): Promise<PassageExplanation>;

  /**
   * Counts the passages in which each important word of a question occurs, in any of its forms. Returns at most twelve
   * words, in the question's order. Counts passages that the scope may read, up to 1,000.
   *
   * @example
   * const counts = await lydian.countWords("Who repairs the autoclave?");
   * for (const { word, passages } of counts) console.log(word, passages); // autoclave 8
   */
  countWords(question: string, options?: ReadOptions): Promise<readonly WordCount[]>;
}

export const searchCalls: CallGroup<SearchCalls, SearchContext> = {
  load: () => import("./index.ts"),
  names: ["search", "explain", "countWords"],
};
