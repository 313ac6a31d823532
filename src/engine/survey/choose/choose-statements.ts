import type { Embedder } from "../../../core/index.ts";
import type { Statement } from "../statement.ts";
import { compareTerms } from "./compare-terms.ts";
import { compareVectors } from "./compare-vectors.ts";
import { rankCentral } from "./rank-central.ts";
import { thinOut } from "./thin-out.ts";

export interface ChooseRequest {
  /** In reading order. */
  readonly statements: readonly Statement[];
  /** Of all that are chosen together; a few more may come with the last one. From 1. */
  readonly words: number;
  /** What they should be about; absent: whatever is central. */
  readonly about?: { readonly text: string; readonly terms: readonly string[] };
}

/** So many are compared with each other; embedding one takes about 10 ms. */
const MOST_COMPARED = 300;
/** How much of the value is what others say, what the place says, and what is asked for. */
const [CENTRAL, PRIOR, RELEVANT] = [0.6, 0.4, 1.5];
/** What a sentence loses by being like one that is chosen. */
const REPEATED = 0.8;
/** A little over the length is better than a summary that ends early. */
const MOST_OVER = 1.1;

/**
 * Chooses the statements that stand for all: central among them (LexRank, by meaning where there is an embedder, else by
 * words), with a preference for places where texts say what matters, and unlike those chosen before (maximal marginal
 * relevance). Deterministic.
 *
 * @returns  in reading order
 */
export async function chooseStatements(
  embedder: Pick<Embedder, "embedDocuments" | "embedQuery"> | undefined,
  { statements, words, about }: ChooseRequest,
  signal: AbortSignal,
): Promise<readonly Statement[]> {
  const compared = thinOut(statements, MOST_COMPARED);
  const vectors = await embedder?.embedDocuments(
    compared.map(({ sentence }) => sentence.text),
    signal,
  );
  const similarity = vectors === undefined ? compareTerms(compared.map(({ terms }) => terms)) : compareVectors(vectors);
  const asked = about === undefined ? undefined : await embedder?.embedQuery(about.text, signal);
  const central = rankCentral(similarity, compared.length);
  const values = compared.map(({ prior, terms }, index) => {
    const relevant = about === undefined ? 0 : relevance({ terms, vector: vectors?.[index] }, { about, asked });
    return CENTRAL * (central[index] ?? 0) + PRIOR * prior + RELEVANT * relevant;
  });
  const wordsOf = compared.map(({ sentence }) => countWords(sentence.text));
  const chosen = chooseUnlike(values, similarity, { wordsOf, words });
  return compared.filter((_, index) => chosen.has(index));
}

export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

interface Asked {
  readonly about: NonNullable<ChooseRequest["about"]>;
  readonly asked: Float32Array | undefined;
}

/** From 0 to 1: the share of the asked terms, and the likeness of the meaning where there are vectors. */
function relevance(
  { terms, vector }: { readonly terms: readonly string[]; readonly vector: Float32Array | undefined },
  { about, asked }: Asked,
): number {
  const found = about.terms.filter((term) => terms.includes(term)).length;
  const share = about.terms.length === 0 ? 0 : found / about.terms.length;
  if (vector === undefined || asked === undefined) return share;
  const cosine = vector.reduce((sum, value, index) => sum + value * (asked[index] ?? 0), 0);
  return (share + Math.max(0, cosine)) / 2;
}

function chooseUnlike(
  values: readonly number[],
  similarity: Float32Array,
  { wordsOf, words }: { readonly wordsOf: readonly number[]; readonly words: number },
): ReadonlySet<number> {
  const chosen = new Set<number>();
  const likeness = new Float32Array(values.length);
  const passedOver = new Set<number>();
  let left = words * MOST_OVER;
  for (;;) {
    let best: number | undefined;
    let bestValue = Number.NEGATIVE_INFINITY;
    for (const [index, value] of values.entries()) {
      const net = value - REPEATED * (likeness[index] ?? 0);
      if (chosen.has(index) || passedOver.has(index) || net <= bestValue) continue;
      [best, bestValue] = [index, net];
    }
    if (best === undefined) return chosen;
    const own = wordsOf[best] ?? 0;
    // The first is taken however long it is.
    if (own > left && chosen.size > 0) {
      passedOver.add(best);
      continue;
    }
    chosen.add(best);
    left -= own;
    for (let index = 0; index < values.length; index++)
      likeness[index] = Math.max(likeness[index] ?? 0, similarity[best * values.length + index] ?? 0);
  }
}
