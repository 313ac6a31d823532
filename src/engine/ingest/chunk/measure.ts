import type { ChunkerServices, Span } from "../../../core/index.ts";

// Tokenizers give up on a very long run without spaces and call it one token, however long it is.
const longestToken = 24;

/** Counts what a stretch of the text costs of a chunk's budget. */
export interface Measure {
  /** In tokens, at least one a 24 code units; Infinity when that alone is beyond `limit`, without counting. */
  cost(span: Span, limit: number): number;
  /** In tokens, as the embedder counts them. */
  tokens(span: Span): number;
}

export function createMeasure(text: string, services: Pick<ChunkerServices, "countTokens">): Measure {
  const tokens = (span: Span): number => services.countTokens(text.slice(span.start, span.end));
  return {
    tokens,
    cost(span, limit) {
      const floor = Math.ceil((span.end - span.start) / longestToken);
      return floor > limit ? Number.POSITIVE_INFINITY : Math.max(floor, tokens(span));
    },
  };
}
