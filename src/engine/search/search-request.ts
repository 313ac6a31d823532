import type {
  AccessScope,
  Clock,
  Document,
  DocumentQuery,
  DocumentSummary,
  Embedder,
  Filter,
  Guard,
  IndexReader,
  Listener,
  Reranker,
  SearchMode,
  StoreReader,
  SynonymRule,
} from "../../core/index.ts";
import type { FusionMethod } from "./fuse/fuse.ts";
import type { Rephrased } from "./rephrase/create-rephraser.ts";

/** What a search reads of the store. */
export interface SearchedStore
  extends Pick<
    StoreReader,
    "collection" | "collections" | "readChunks" | "readSummaries" | "readDocument" | "signatures"
  > {
  /** The documents of these summaries, whole, in their order; one that was removed since may be left out. */
  readDocuments(
    query: DocumentQuery & { readonly summaries: readonly DocumentSummary[] },
    signal: AbortSignal,
  ): Promise<readonly Document[]>;
}

export interface SearchServices {
  readonly index: Pick<IndexReader, "search" | "explain">;
  readonly store: SearchedStore;
  /** Absent: words only, with a warning. */
  readonly embedder?: Pick<Embedder, "space" | "languages" | "embedQuery">;
  /** Absent: the order is that of words and vectors. */
  readonly reranker?: Pick<Reranker, "id" | "languages" | "rerank">;
  /** Other phrasings of the question; absent: it is searched as it is. */
  rephrase?(question: string, signal: AbortSignal): Promise<Rephrased>;
  readonly guard: Guard;
  readonly clock: Clock;
  readonly emit: Listener;
}

export interface SearchSettings {
  /** Words that a search for others also looks for; default none. */
  readonly synonyms: readonly SynonymRule[];
  /** How words and vectors are fused; default `standard-scores`. */
  readonly fusion: FusionMethod;
  /** Weight of the vectors in the fusion, from 0 to 1; the words have the rest. Default 0.5. */
  readonly vectorWeight: number;
  /** Ranks of each list that take part in the fusion, from 10 to 1,000; default 100. */
  readonly fusionDepth: number;
  /** Longest span, in UTF-16 code units, that neighbours are joined to; 0 joins none. Default 3,000. */
  readonly joinedCharacters: number;
  /** How many of the first chunks the reranker reads, from 1 to 1,000; default 30. */
  readonly rerankDepth: number;
  /**
   * Weight of the reranker's relevance beside the score before, from 0 to 1; default 0.5. With 0 it only reads: hits
   * keep their order and their scores, and that it does not read a question's language is not worth a warning.
   */
  readonly rerankWeight: number;
  /** Milliseconds of the reranker's work after which nothing is waited for, from 1; `Infinity`: no bound. Default 2,000. */
  readonly rerankBudgetMs: number;
}

export const defaultSearchSettings: SearchSettings = {
  synonyms: [],
  fusion: "standard-scores",
  vectorWeight: 0.5,
  fusionDepth: 100,
  joinedCharacters: 3_000,
  rerankDepth: 30,
  rerankWeight: 0.5,
  rerankBudgetMs: 2_000,
};

export interface SearchRequest {
  /** Not blank, at most 100,000 UTF-16 code units. */
  readonly query: string;
  readonly collection: string;
  readonly scope: AccessScope;
  readonly filter?: Filter;
  readonly mode: SearchMode;
  /** Scores every vector, instead of those that one-bit codes choose. Default false. */
  readonly exact?: boolean;
  /** Hits at most, from 1 to 1,000. */
  readonly limit: number;
  readonly settings?: Partial<SearchSettings>;
}
