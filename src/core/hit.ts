import type { Location } from "./location.ts";
import type { Reading } from "./reading.ts";
import type { Span } from "./span.ts";

/** `phrases` lifts what holds the quoted words of a query above the rest; `survey` is what was read without a search. */
export type Stage = "words" | "vectors" | "fusion" | "reranker" | "phrases" | "survey";

/** One summand of a stage's score: a term in a field, the similarity of the vectors, a list's share of the fusion, the lift. */
export interface ScorePart {
  readonly label: string;
  readonly value: number;
}

/** The parts sum to `score` (to 1e-9 relative). `rank` counts from 1 within the stage. */
export interface StageScore {
  readonly stage: Stage;
  readonly score: number;
  readonly rank: number;
  readonly parts: readonly ScorePart[];
}

/** In the order of the stages; a stage that did not find the chunk is absent. */
export interface Explanation {
  readonly stages: readonly StageScore[];
}

/** Where the text of a hit stands too, or one that is the same but for ordinary words. */
export interface Duplicate {
  readonly documentId: string;
  readonly uri: string;
  readonly span: Span;
}

/** A chunk with rank, score and an explanation; `score` is the score of `stage`, the last stage that ranked it. */
export interface Hit {
  readonly chunkId: string;
  readonly documentId: string;
  readonly title: string;
  readonly uri: string;
  readonly span: Span;
  readonly text: string;
  readonly headingPath: readonly string[];
  readonly location?: Location;
  /** From 1. */
  readonly rank: number;
  readonly score: number;
  readonly stage: Stage;
  readonly explanation: Explanation;
  /** Absent where no reranker has read, or the hit stood too far below. */
  readonly reading?: Reading;
  /** Where the answer may stand, best first: spans of the document within `span`. Absent where nothing points at any. */
  readonly highlights?: readonly Span[];
  /** Ids of chunks that were folded into this hit: neighbours joined to its span, and duplicates. */
  readonly merged?: readonly string[];
  /** Where the duplicates among them stand. */
  readonly duplicates?: readonly Duplicate[];
}
