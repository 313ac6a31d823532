import type { Span } from "./span.ts";

/** Words that may answer the question. */
export interface AnswerSpan {
  readonly span: Span;
  /** Log odds, by the model, that these words answer rather than that the passage does not. */
  readonly score: number;
}

/** What the reranker found when it read a hit together with the question. */
export interface Reading {
  /** In the model's own unit, larger is better; of the best chunk of a hit that joins several. */
  readonly relevance: number;
  /** True where the passage does not speak of the question, by the model's own threshold. */
  readonly isNoise?: boolean;
  /** Spans of the document, best first; of a model that points at answers. */
  readonly answers?: readonly AnswerSpan[];
}
