import type { WordExpansion } from "../../../core/index.ts";
import { averageLength, type Bm25 } from "../segment/bm25.ts";
import type { PerField } from "../segment/term-postings.ts";
import type { AlternativeTerm } from "./alternative-terms.ts";
import type { ExpandedWord } from "./expand-words.ts";
import { GRID } from "./grid.ts";
import { type UnitedPostings, unitePostings } from "./unite-postings.ts";
import type { WordSource } from "./word-source.ts";

/** A distinct term of the query; `weight` = its occurrences in the query × idf, in grid steps. */
export interface QueryTerm {
  readonly term: string;
  /** Of an alternative: × its own weight. */
  readonly weight: number;
  /** The words of the query that it is an alternative to. */
  readonly standsFor?: string;
}

/** A word of the query that several terms stand for. */
export interface QueryUnion extends ExpandedWord {
  /** As `QueryTerm.weight`, of the chunks that have one of the terms. */
  readonly weight: number;
  readonly postings: ReadonlyMap<WordSource, UnitedPostings>;
}

/** What a query asks for, under the exact statistics of all live chunks of the collection. */
export interface PreparedWords {
  readonly bm25: Bm25;
  readonly averageLength: number;
  readonly terms: readonly QueryTerm[];
  readonly unions: readonly QueryUnion[];
  /** Of all words that were expanded, those of which nothing was found too. */
  readonly expansions: readonly WordExpansion[];
}

/** A query, analysed. */
interface AskedWords {
  /** How often each term occurs in the query. */
  readonly terms: ReadonlyMap<string, number>;
  /** None of them is among `terms`. */
  readonly alternatives: readonly AlternativeTerm[];
  /** The words that are searched by other terms. */
  readonly expanded: readonly ExpandedWord[];
}

export function prepareWords(sources: readonly WordSource[], asked: AskedWords, bm25: Bm25): PreparedWords {
  const chunks = sources.reduce((sum, source) => sum + source.liveChunks, 0);
  const total = (field: 0 | 1 | 2): number => sources.reduce((sum, source) => sum + source.totals[field], 0);
  const totals: PerField<number> = [total(0), total(1), total(2)];
  const weigh = (occurrences: number, found: number): number =>
    found === 0 ? 0 : occurrences * inverseDocumentFrequency(chunks, found) * GRID;
  const weighTerm = (term: string, occurrences: number): number =>
    weigh(
      occurrences,
      sources.reduce((sum, source) => sum + (source.find(term)?.liveCount ?? 0), 0),
    );
  const terms: readonly QueryTerm[] = [
    ...[...asked.terms].map(([term, count]) => ({ term, weight: weighTerm(term, count) })),
    ...asked.alternatives.map(({ term, word, weight }) => ({ term, weight: weighTerm(term, weight), standsFor: word })),
  ];
  const unions = asked.expanded.map((word) => {
    const postings = new Map(sources.map((source) => [source, unitePostings(source, word.members, bm25.weights)]));
    const found = [...postings.values()].reduce((sum, { liveCount }) => sum + liveCount, 0);
    return { ...word, postings, weight: weigh(word.occurrences, found) };
  });
  return {
    bm25,
    averageLength: averageLength(bm25.weights, totals, chunks),
    terms: terms.filter(({ weight }) => weight > 0),
    unions: unions.filter(({ weight }) => weight > 0),
    expansions: asked.expanded.map(({ expansion }) => expansion),
  };
}

/** ln(1 + (N - n + ½) / (n + ½)): always above zero, as in Lucene. */
function inverseDocumentFrequency(chunks: number, withTerm: number): number {
  return Math.log(1 + (chunks - withTerm + 0.5) / (withTerm + 0.5));
}
