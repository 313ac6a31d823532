import type { ChunkerServices, Span } from "../../../core/index.ts";

/** Maximum length of a token here. Tokenizers call a very long run without spaces one token, however long it is. */
const MAX_TOKEN_CHARACTERS = 24;

/** Counts how much of a chunk's budget a stretch of text uses. */
export interface Measure {
  /** Counts tokens, at least one for 24 code units. Returns Infinity without counting if that alone is over `limit`. */
  cost(span: Span, limit: number): number;
  /** Counts tokens as the embedder does. */
  tokens(span: Span): number;
}

export function createMeasure(text: string, services: Pick<ChunkerServices, "countTokens">): Measure {
  const tokens = (span: Span): number => services.countTokens(text.slice(span.start, span.end));
  return {
    tokens,
    cost(span, limit) {
      const floor = Math.ceil((span.end - span.start) / MAX_TOKEN_CHARACTERS);
      return floor > limit ? Number.POSITIVE_INFINITY : Math.max(floor, tokens(span));
    },
  };
}
