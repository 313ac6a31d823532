import type { Embedder } from "../../../core/index.ts";
import type { Statement } from "../statement.ts";
import { compareTerms, compareVectors } from "./compare-statements.ts";
import { rankCentral } from "./rank-central.ts";

/** A topic that statements are chosen for. */
export interface Topic {
  readonly text: string;
  readonly terms: readonly string[];
}

/** Statements to choose from. */
export interface ChooseRequest {
  /** Statements in reading order. */
  readonly statements: readonly Statement[];
  /** Length of the chosen statements together in words, from 1; the last one may exceed it a little. */
  readonly words: number;
  /** Topic; without it, the most central statements are chosen. */
  readonly about?: Topic;
}

/** Maximum number of statements that are compared; embedding one takes about 10 ms. */
const MAX_COMPARED = 300;
/** Weights of a statement's centrality, its place, and its relevance to the topic. */
const [CENTRAL, PRIOR, RELEVANT] = [0.6, 0.4, 1.5];
/** Penalty for similarity to a chosen statement. */
const REPETITION_PENALTY = 0.8;
/** Factor by which the length may be exceeded, which is better than a summary that ends early. */
const LENGTH_TOLERANCE = 1.1;

/**
 * Chooses statements that represent all. They are central (LexRank, by meaning with an embedder, else by words), occur
 * where texts say what matters, and differ from those chosen before (maximal marginal relevance). Deterministic.
 *
 * @returns  in reading order
 */
export async function chooseStatements(
  embedder: Pick<Embedder, "embedDocuments" | "embedQuery"> | undefined,
  { statements, words, about }: ChooseRequest,
  signal: AbortSignal,
): Promise<readonly Statement[]> {
  const compared = thinOut(statements, MAX_COMPARED);
  const vectors = await embedder?.embedDocuments(
    compared.map(({ sentence }) => sentence.text),
    signal,
  );
  const similarity = vectors === undefined ? compareTerms(compared.map(({ terms }) => terms)) : compareVectors(vectors);
  const topicVector = about === undefined ? undefined : await embedder?.embedQuery(about.text, signal);

  const central = rankCentral(similarity, compared.length);
  const values = compared.map(({ prior, terms }, index) => {
    const relevant = about === undefined ? 0 : relevance(terms, vectors?.[index], about, topicVector);
    return CENTRAL * (central[index] ?? 0) + PRIOR * prior + RELEVANT * relevant;
  });
  const wordsOf = compared.map(({ sentence }) => countWords(sentence.text));
  const chosen = chooseUnlike(values, similarity, wordsOf, words);
  return compared.filter((_, index) => chosen.has(index));
}

/** Counts the words of a text. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

/**
 * Returns at most `limit` statements in their order. The list is cut into parts of equal length, and each part keeps
 * its best statement. So every part of a long document is represented.
 */
export function thinOut(statements: readonly Statement[], limit: number): readonly Statement[] {
  if (statements.length <= limit) return statements;
  const kept: Statement[] = [];
  for (let part = 0; part < limit; part++) {
    const from = Math.floor((part * statements.length) / limit);
    const to = Math.floor(((part + 1) * statements.length) / limit);
    const [best] = statements.slice(from, to).sort((left, right) => right.prior - left.prior);
    if (best !== undefined) kept.push(best);
  }
  return kept;
}

/** Returns the relevance from 0 to 1: the share of the topic's terms, averaged with the cosine if there are vectors. */
function relevance(
  terms: readonly string[],
  vector: Float32Array | undefined,
  about: Topic,
  topicVector: Float32Array | undefined,
): number {
  const common = about.terms.filter((term) => terms.includes(term)).length;
  const share = about.terms.length === 0 ? 0 : common / about.terms.length;
  if (vector === undefined || topicVector === undefined) return share;
  const cosine = vector.reduce((sum, value, index) => sum + value * (topicVector[index] ?? 0), 0);
  return (share + Math.max(0, cosine)) / 2;
}

/**
 * Chooses the indexes of valuable statements that are unlike each other, up to the length.
 *
 * @param wordsOf  length of each statement in words
 * @param words    length of all chosen statements
 */
function chooseUnlike(
  values: readonly number[],
  similarity: Float32Array,
  wordsOf: readonly number[],
  words: number,
): ReadonlySet<number> {
  const chosen = new Set<number>();
  const considered = new Set<number>();
  const repetition = new Float32Array(values.length);
  let left = words * LENGTH_TOLERANCE;
  for (;;) {
    const best = findBest(values, repetition, considered);
    if (best === undefined) return chosen;
    considered.add(best);
    const length = wordsOf[best] ?? 0;
    // The first statement is taken whatever its length.
    if (length > left && chosen.size > 0) continue;
    chosen.add(best);
    left -= length;
    for (let index = 0; index < values.length; index++)
      repetition[index] = Math.max(repetition[index] ?? 0, similarity[best * values.length + index] ?? 0);
  }
}

/**
 * Returns the index of the greatest value less its repetition, the first of equal ones; undefined if all were
 * considered.
 */
function findBest(
  values: readonly number[],
  repetition: Float32Array,
  considered: ReadonlySet<number>,
): number | undefined {
  let best: number | undefined;
  let bestValue = Number.NEGATIVE_INFINITY;
  for (const [index, value] of values.entries()) {
    const net = value - REPETITION_PENALTY * (repetition[index] ?? 0);
    if (considered.has(index) || net <= bestValue) continue;
    [best, bestValue] = [index, net];
  }
  return best;
}
