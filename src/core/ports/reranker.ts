import type { AnswerSpan } from "../schemas/hit.ts";

/** What is read with the question: the text of a passage, and the title of its document, which may be empty. */
export interface RerankPassage {
  readonly title: string;
  readonly text: string;
}

/** What a reranker says of one passage. */
export interface Reranked {
  readonly index: number;
  /** In the model's own unit, larger is better; comparable between passages of the same model only. */
  readonly relevance: number;
  /** True where the model's card says that passages of so little relevance do not speak of the question. */
  readonly isNoise?: boolean;
  /** Of the question and the passage together, in the model's own; of a passage in windows, of all of them. */
  readonly tokensRead?: number;
  /** Of a model that points at answers: spans of the passage's `text`, best first, no two of which overlap. */
  readonly answers?: readonly AnswerSpan[];
}

export interface RerankCall {
  readonly signal: AbortSignal;
  /** Told once, when the first passage is about to be read: until then the call waits for its turn, which takes as long as others take. */
  begun?(): void;
}

/** Reads the question and each passage together. What it says of a passage depends on no other passage. */
export interface Reranker {
  readonly id: string;
  /** ISO 639-1 of the languages that it reads; absent where that is not known, or as good as all. */
  readonly languages?: readonly string[];
  /** Every passage once, best first; equal relevance in the order given. */
  rerank(question: string, passages: readonly RerankPassage[], call: RerankCall): Promise<readonly Reranked[]>;
  /** Begins to load what reranking needs, beside whatever the caller does meanwhile; what fails, fails then too. */
  warm?(): void;
  close(): Promise<void>;
}
