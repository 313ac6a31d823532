import type {
  AccessScope,
  Clock,
  DocumentQuery,
  DocumentSummary,
  Embedder,
  Filter,
  GuardEngine,
  IndexReader,
  Listener,
  LocationMap,
  Reranker,
  SearchMode,
  StoreReader,
  SynonymRule,
  Warning,
  WorkBudget,
} from "../../core/index.ts";
import type { Rephrased } from "./rephrase/create-rephraser.ts";

/** The part of the store that a search reads. */
export interface SearchedStore
  extends Pick<
    StoreReader,
    "collection" | "collections" | "readChunks" | "readSummaries" | "readDocument" | "readExcerpts" | "signatures"
  > {
  /** Returns the location map of this version of a document; undefined if it was removed or replaced. */
  readLocations(
    query: DocumentQuery & { readonly summary: DocumentSummary },
    signal: AbortSignal,
  ): Promise<LocationMap | undefined>;
}

export interface SearchServices {
  readonly index: Pick<IndexReader, "search" | "explain" | "findFields" | "languages">;
  readonly store: SearchedStore;
  /** Embedder of the question; if absent, the search uses words only, with a warning. */
  readonly embedder?: Pick<Embedder, "space" | "languages" | "embedQuery">;
  /** Reranker of the first chunks; if absent, the order is that of words and vectors. */
  readonly reranker?: Pick<Reranker, "id" | "languages" | "rerank">;
  /** Returns other phrasings of the question; if absent, only the question is searched. */
  rephrase?(question: string, signal: AbortSignal): Promise<Rephrased>;
  readonly guard: GuardEngine;
  /** Steps of the request that the search belongs to. If absent, the search gets a new budget. */
  readonly work?: WorkBudget;
  readonly clock: Clock;
  readonly emit: Listener;
  /** Warnings about services that could not be opened. Each search repeats them. */
  readonly warnings?: readonly Warning[];
}

export interface SearchSettings {
  /** Synonyms that are searched too; default none. */
  readonly synonyms: readonly SynonymRule[];
  /** Number of top chunks that the reranker reads, from 1 to 1,000; default 30. */
  readonly rerankDepth: number;
  /**
   * Weight of the reranker's relevance, from 0 to 1; the rest is the weight of the previous score; default 0.5. With 0
   * it only reads: hits keep their order and scores, and a question in a language that it does not read causes no
   * warning.
   */
  readonly rerankWeight: number;
  /** Maximum time of the reranker's own work, in milliseconds, from 1; `Infinity` sets no limit. Default 2,000. */
  readonly rerankBudgetMs: number;
}

export const defaultSearchSettings: SearchSettings = {
  synonyms: [],
  rerankDepth: 30,
  rerankWeight: 0.5,
  rerankBudgetMs: 2_000,
};

export interface SearchRequest {
  /** Words or question, not blank, at most 100,000 UTF-16 code units. */
  readonly query: string;
  /** True to read exclusions and field searches in the query. Default false: a question is prose. */
  readonly hasOperators?: boolean;
  readonly collection: string;
  readonly scope: AccessScope;
  readonly filter?: Filter;
  readonly mode: SearchMode;
  /** True to score every vector, instead of those that one-bit codes select. Default false. */
  readonly exact?: boolean;
  /** Maximum number of hits, from 1 to 1,000. */
  readonly limit: number;
  readonly settings?: Partial<SearchSettings>;
}
