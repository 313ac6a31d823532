import type { Warning } from "./answer.ts";
import type { DocumentSummary } from "./document.ts";
import type { ScorePart, Stage } from "./hit.ts";
import type { Span } from "./span.ts";

/** Where a chunk stands in one stage of a search. */
export interface StageStanding {
  readonly stage: Stage;
  /** From 1, among all chunks that the call may find; absent where the stage does not find it. */
  readonly rank?: number;
  readonly score?: number;
  /** What the score is made of. */
  readonly parts: readonly ScorePart[];
  /** How many of the stage's ranks take part in what follows. */
  readonly depth: number;
}

/**
 * What became of a chunk. Kept out of the search: `no-access`, `filtered-out`, `phrase-missing`, `not-embedded` and
 * `nothing-in-common` (no word of the question; without or with a vector), `below-depth`, `beyond-limit`, `folded`
 * into another hit, `guarded`. A hit all the same, but too weak to be put before the answerer: `noise`.
 */
export type StandingKind =
  | "shown"
  | "no-access"
  | "filtered-out"
  | "phrase-missing"
  | "not-embedded"
  | "nothing-in-common"
  | "below-depth"
  | "beyond-limit"
  | "folded"
  | "guarded"
  | "noise";

export interface ChunkStanding {
  readonly chunkId: string;
  readonly span: Span;
  readonly headingPath: readonly string[];
  readonly text: string;
  /** In the order of the stages: those of this search, also where they do not find it. */
  readonly stages: readonly StageStanding[];
  /** Of the hit that shows it, or that it was folded into. */
  readonly hitRank?: number;
  /** What the reranker says of it, in its own unit; absent where it was not read. */
  readonly relevance?: number;
  readonly outcome: { readonly kind: StandingKind; readonly message: string };
}

export interface PassageExplanation {
  readonly query: string;
  readonly collection: string;
  readonly document: DocumentSummary;
  /** Other phrasings of the query that were searched too; their parts stand in the fusion. */
  readonly rephrasings?: readonly string[];
  /** What the search shows. */
  readonly hits: number;
  /** In reading order. */
  readonly chunks: readonly ChunkStanding[];
  readonly warnings: readonly Warning[];
}
