/** Orders passages by a question. Answers `{index, relevance}`, best first, each index at most once. */
export interface Reranker {
  readonly id: string;
  rerank(
    question: string,
    passages: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly { readonly index: number; readonly relevance: number }[]>;
}
