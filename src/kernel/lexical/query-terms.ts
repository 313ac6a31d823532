import { averageLength, type Bm25, type PerField } from "../segment/index.ts";
import { GRID } from "./grid.ts";
import type { WordSource } from "./word-source.ts";

/** A distinct term of the query; `weight` = its occurrences in the query × idf, in grid steps. */
export interface QueryTerm {
  readonly term: string;
  readonly weight: number;
}

/** What a query asks for, under the exact statistics of all live chunks of the collection. */
export interface PreparedWords {
  readonly bm25: Bm25;
  readonly averageLength: number;
  readonly terms: readonly QueryTerm[];
}

/** @param occurrences  of the analysed query's terms */
export function prepareWords(
  sources: readonly WordSource[],
  occurrences: ReadonlyMap<string, number>,
  bm25: Bm25,
): PreparedWords {
  const chunks = sources.reduce((sum, source) => sum + source.liveChunks, 0);
  const total = (field: 0 | 1 | 2): number => sources.reduce((sum, source) => sum + source.totals[field], 0);
  const totals: PerField<number> = [total(0), total(1), total(2)];
  const weighted = [...occurrences].map(([term, count]) => {
    const found = sources.reduce((sum, source) => sum + (source.find(term)?.liveCount ?? 0), 0);
    return { term, weight: found === 0 ? 0 : count * inverseDocumentFrequency(chunks, found) * GRID };
  });
  const known = weighted.filter(({ weight }) => weight > 0);
  return { bm25, averageLength: averageLength(bm25.weights, totals, chunks), terms: known };
}

/** ln(1 + (N - n + ½) / (n + ½)): always above zero, as in Lucene. */
function inverseDocumentFrequency(chunks: number, withTerm: number): number {
  return Math.log(1 + (chunks - withTerm + 0.5) / (withTerm + 0.5));
}
