import type { AnswerSpan } from "../schemas/hit.ts";

/** A passage to rerank: its text, and the title of its document, which may be empty. */
export interface RerankPassage {
  readonly title: string;
  readonly text: string;
}

/** A reranker's result for one passage. */
export interface Reranked {
  readonly index: number;
  /** Relevance in the model's own unit, larger is better; comparable only within one model. */
  readonly relevance: number;
  /** True if, by the model's card, a passage of such low relevance does not speak of the question. */
  readonly isNoise?: boolean;
  /** Tokens read, of the question and the passage together; for a passage in windows, the sum of all. */
  readonly tokensRead?: number;
  /** Spans of the passage's `text` from a model that points at answers; best first, without overlap. */
  readonly answers?: readonly AnswerSpan[];
}

export interface RerankCall {
  readonly signal: AbortSignal;
  /** Called once when the first passage is about to be read. Before that, the call waits for earlier calls. */
  begun?(): void;
}

/** Reads the question and each passage together. The result for a passage depends on no other passage. */
export interface Reranker {
  readonly id: string;
  /** Languages that the model reads, in ISO 639-1; absent if unknown or practically all. */
  readonly languages?: readonly string[];
  /** Returns every passage once, best first; equal relevance in input order. */
  rerank(question: string, passages: readonly RerankPassage[], call: RerankCall): Promise<readonly Reranked[]>;
  /** Starts loading the model in the background. A failure is reported when the model is used. */
  warm?(): void;
  close(): Promise<void>;
}
