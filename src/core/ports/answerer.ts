import type { Passage, Usage } from "../answer.ts";
import type { Span } from "../span.ts";

/** A sentence that an answerer proposes, with the spans of the cited passages' documents that carry it. */
export interface AnswerSentence {
  readonly text: string;
  readonly evidence: readonly { readonly passage: number; readonly span: Span }[];
}

/** What an answerer proposes; nothing of it is shown before it is verified. */
export interface AnswerDraft {
  readonly sentences: readonly AnswerSentence[];
  /** Calibrated probability from 0 to 1 that the sentences answer the question. */
  readonly confidence: number;
  readonly usage?: Partial<Usage>;
}

/** Says what the passages say. It may propose nothing, which is an abstention. */
export interface Answerer {
  readonly id: string;
  answer(question: string, passages: readonly Passage[], signal: AbortSignal): Promise<AnswerDraft>;
}
