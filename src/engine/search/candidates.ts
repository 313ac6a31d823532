import type { IndexQuery, ScoredChunk, ScorePart, Stage, Warning } from "../../core/index.ts";

/** The two lists that the index returns for one query, best first; a list that was not searched is absent. */
export interface CandidateLists {
  readonly words?: readonly ScoredChunk[];
  /** Score that no chunk in the list by words can reach; 0 if no words were searched. */
  readonly maxWordScore: number;
  readonly vectors?: readonly ScoredChunk[];
  /** Ids of the chunks found by words that have no vector; absent if there are none. */
  readonly withoutVectors?: readonly string[];
  /** Generation of the index that was searched; undefined if the index changed between the two lists. */
  readonly generation: number | undefined;
  /** True if a longer list could hold more chunks. */
  readonly isCut: boolean;
  /** True if not every chunk that might contain the quoted words was read. */
  readonly arePhrasesCut: boolean;
}

/** Candidates of one phrasing of the question. */
export interface PhrasingCandidates extends CandidateLists {
  /** Query that the index was searched with; it also explains the hits. */
  readonly query: IndexQuery;
  readonly warnings: readonly Warning[];
}

/** Everything that the index returned for one search. */
export interface Candidates {
  readonly question: PhrasingCandidates;
  readonly rephrased: readonly CandidateLists[];
  /** Chunks that contain all quoted words; absent if nothing is quoted, or if every hit must contain the quotations. */
  readonly quoted: CandidateLists | undefined;
  /**
   * Chunks of source code that define the name which the query is; absent if there are none, or if words are quoted.
   */
  readonly definitions: CandidateLists | undefined;
}

/** Chunks that come before all others, whatever their scores. */
export interface LiftedChunks {
  /** Stage that lifts them. */
  readonly stage: "phrases" | "definitions";
  readonly ids: ReadonlySet<string>;
}

/** The ranking of one stage, best first. Chunks of the fusion carry the shares of the lists as parts. */
export interface StageResult {
  readonly stage: Stage;
  readonly chunks: readonly (ScoredChunk & { readonly parts?: readonly ScorePart[] })[];
}

/** Returns whether a stage only lifts some chunks, and leaves the others as they were. */
export function isLift({ stage }: Pick<StageResult, "stage">): boolean {
  return stage === "phrases" || stage === "definitions";
}
