import type { Reading, Span } from "../../../core/index.ts";

/** The answers that the reranker finds likelier than that the passage has none, best first. */
export function highlightsOf({ answers = [], isNoise = false }: Reading): readonly Span[] {
  return isNoise ? [] : answers.filter(({ score }) => score > 0).map(({ span }) => span);
}
