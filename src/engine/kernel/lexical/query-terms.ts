import type { WordExpansion, WorkBudget } from "../../../core/index.ts";
import { averageLength, type Bm25 } from "../segment/bm25.ts";
import type { PerField } from "../segment/term-postings.ts";
import type { AlternativeTerm } from "./alternative-terms.ts";
import type { ExpandedWord } from "./expand-words.ts";
import { GRID } from "./grid.ts";
import { type UnitedPostings, unitePostings } from "./unite-postings.ts";
import type { WordSource } from "./word-source.ts";

/** A distinct term of the query or of an alternative. */
export interface QueryTerm {
  readonly term: string;
  /** Occurrences in the query (for an alternative, its weight) × inverse document frequency, in grid steps. */
  readonly weight: number;
  /** Number of chunks that contain it. */
  readonly chunks: number;
  /** Words of the query that it is an alternative to. */
  readonly standsFor?: string;
}

/** A word of the query that several terms stand for, looked up in the segments. */
export interface QueryUnion extends ExpandedWord {
  /** Weight like `QueryTerm.weight`, by the number of chunks that contain any of the terms. */
  readonly weight: number;
  /** Number of chunks that contain any of the terms. */
  readonly chunks: number;
  readonly postings: ReadonlyMap<WordSource, UnitedPostings>;
}

/** Words of a query, weighted by the exact statistics of all chunks of the collection that the reader may see. */
export interface PreparedWords {
  readonly bm25: Bm25;
  readonly averageLength: number;
  readonly terms: readonly QueryTerm[];
  /** Number of terms that are not searched, since others weigh more. */
  readonly termsLeftOut: number;
  /** Steps that every search for these words takes. */
  readonly steps: number;
  readonly unions: readonly QueryUnion[];
  /** All expansions, those without any term included. */
  readonly expansions: readonly WordExpansion[];
}

/** The words of a query after analysis and expansion. */
interface AnalyzedQuery {
  /** Number of occurrences of each term in the query. */
  readonly terms: ReadonlyMap<string, number>;
  /** Terms of alternatives, none of them in `terms`. */
  readonly alternatives: readonly AlternativeTerm[];
  /** Words that are searched as several other terms. */
  readonly unions: readonly QueryUnion[];
  readonly work: WorkBudget;
}

/**
 * Maximum number of terms that are searched: those that weigh most. A question has fewer. The rest of a long text are
 * words that most chunks contain, whose postings take the most time and say the least.
 */
const MAX_TERMS = 128;
/** Steps for finding a term in a segment. */
const STEPS_PER_LOOKUP = 10;
/** Number of postings that are scored in one step. */
const POSTINGS_PER_STEP = 16;

/** Unites the postings of each word's terms, and computes its weight; 0 if no chunk contains any of them. */
export function prepareUnions(
  sources: readonly WordSource[],
  expanded: readonly ExpandedWord[],
  work: WorkBudget,
  bm25: Bm25,
): readonly QueryUnion[] {
  const chunks = countChunks(sources);
  return expanded.map((word) => {
    work.spend((sources.length * word.members.length + chunks) / POSTINGS_PER_STEP);
    const postings = new Map(sources.map((source) => [source, unitePostings(source, word.members, bm25.weights)]));
    const withTerm = [...postings.values()].reduce((sum, { liveCount }) => sum + liveCount, 0);
    return { ...word, postings, chunks: withTerm, weight: weigh(word.occurrences, withTerm, chunks) };
  });
}

function countChunks(sources: readonly WordSource[]): number {
  return sources.reduce((sum, source) => sum + source.liveChunks, 0);
}

function weigh(occurrences: number, withTerm: number, chunks: number): number {
  return withTerm === 0 ? 0 : occurrences * inverseDocumentFrequency(chunks, withTerm) * GRID;
}

/** Computes the weights of a query's words from the statistics of the segments. */
export function prepareWords(sources: readonly WordSource[], query: AnalyzedQuery, bm25: Bm25): PreparedWords {
  const chunks = countChunks(sources);
  const total = (field: 0 | 1 | 2): number => sources.reduce((sum, source) => sum + source.totals[field], 0);
  const totals: PerField<number> = [total(0), total(1), total(2)];

  const weighTerm = (term: string, occurrences: number) => {
    query.work.spend(sources.length * STEPS_PER_LOOKUP);
    const withTerm = sources.reduce((sum, source) => sum + (source.find(term)?.liveCount ?? 0), 0);
    return { weight: weigh(occurrences, withTerm, chunks), chunks: withTerm };
  };

  const weighed: readonly QueryTerm[] = [
    ...[...query.terms].map(([term, count]) => ({ term, ...weighTerm(term, count) })),
    ...query.alternatives.map(({ term, word, weight }) => ({ term, ...weighTerm(term, weight), standsFor: word })),
  ];
  const known = weighed.filter(({ weight }) => weight > 0);
  const terms = takeHeaviest(known, query.work);
  const unions = query.unions.filter(({ weight }) => weight > 0);
  const postings = [...terms, ...unions].reduce((sum, word) => sum + word.chunks, 0);

  return {
    bm25,
    averageLength: averageLength(bm25.weights, totals, chunks),
    terms,
    termsLeftOut: known.length - terms.length,
    steps: postings / POSTINGS_PER_STEP,
    unions,
    expansions: query.unions.map(({ expansion }) => expansion),
  };
}

/** Returns the score that a chunk would approach if it contained nothing but the query's words, again and again. */
export function maxScoreOf({ terms, unions }: Pick<PreparedWords, "terms" | "unions">): number {
  return [...terms, ...unions].reduce((sum, { weight }) => sum + weight, 0) / GRID;
}

/**
 * Returns the terms that weigh most, in their order; of equal terms the earlier ones. They are at most 128, and a
 * search for them takes at most a quarter of the work that is left.
 */
function takeHeaviest(terms: readonly QueryTerm[], work: WorkBudget): readonly QueryTerm[] {
  const maxPostings = (work.left * POSTINGS_PER_STEP) / 4;
  const heaviest = new Set<QueryTerm>();
  let postings = 0;
  for (const term of terms.toSorted((left, right) => right.weight - left.weight).slice(0, MAX_TERMS)) {
    postings += term.chunks;
    if (postings > maxPostings) break;
    heaviest.add(term);
  }
  return terms.filter((term) => heaviest.has(term));
}

/** Returns ln(1 + (N - n + ½) / (n + ½)), which is always above zero, as in Lucene. */
function inverseDocumentFrequency(chunks: number, withTerm: number): number {
  return Math.log(1 + (chunks - withTerm + 0.5) / (withTerm + 0.5));
}
