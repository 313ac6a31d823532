import { findMax, foldText, type ProfileExample } from "../../../core/index.ts";

export interface ExampleChoice {
  readonly question: string;
  /** Maximum number of examples, from 1. */
  readonly count: number;
  /** Maximum size of all examples together. */
  readonly budgetTokens: number;
  countTokens(text: string): number;
  /** Returns the terms of a text, as in the index. */
  analyze(text: string): readonly string[];
  /** Returns a unit vector for each text; if absent, words alone decide. */
  embed?(texts: readonly string[]): Promise<readonly Float32Array[]>;
}

/**
 * Weight of the similarity to the question. The rest is the weight of the similarity to examples picked before, which
 * counts against an example.
 */
const SIMILARITY_WEIGHT = 0.7;
/** Number of examples that are compared by meaning: those that share the most words with the question. */
const SHORTLIST = 40;

interface Candidate {
  readonly example: ProfileExample;
  readonly vector: ArrayLike<number> | ReadonlyMap<string, number>;
}

/**
 * Picks examples whose questions are similar to the question and differ from each other, by maximal marginal
 * relevance. It compares the vectors of the questions, or their words without an embedder. Skips the question
 * itself: the model would copy it.
 *
 * @returns  the most similar example last, next to the question
 * @see Carbonell, Goldstein: The use of MMR, diversity-based reranking, SIGIR 1998
 */
export async function pickExamples(
  examples: readonly ProfileExample[],
  choice: ExampleChoice,
): Promise<readonly ProfileExample[]> {
  const { question, count, budgetTokens, countTokens } = choice;
  const others = distinct(examples).filter((example) => foldText(example.question) !== foldText(question));
  const [target, ...candidates] = await measure(shortlist(others, choice), choice);
  if (target === undefined) return [];
  const picked: Candidate[] = [];
  let left = budgetTokens;
  let rest = candidates;
  while (picked.length < count && rest.length > 0) {
    const best = rest.reduce((left, right) =>
      worth(right, target, picked) > worth(left, target, picked) ? right : left,
    );
    rest = rest.filter((candidate) => candidate !== best);
    const tokens = countTokens(`${best.example.question}\n${best.example.answer}`);
    if (tokens > left) continue;
    left -= tokens;
    picked.push(best);
  }
  return picked.map(({ example }) => example).reverse();
}

function worth(candidate: Candidate, target: Candidate, picked: readonly Candidate[]): number {
  const redundancy = Math.max(0, findMax(picked.map((example) => similarity(example, candidate))));
  return SIMILARITY_WEIGHT * similarity(target, candidate) - (1 - SIMILARITY_WEIGHT) * redundancy;
}

function similarity({ vector: left }: Candidate, { vector: right }: Candidate): number {
  if (left instanceof Map) {
    if (!(right instanceof Map)) return 0;
    let sum = 0;
    for (const [term, weight] of left) sum += weight * (right.get(term) ?? 0);
    return sum;
  }
  return Array.from({ length: lengthOf(left) }, (_, index) => at(left, index) * at(right, index)).reduce(
    (a, b) => a + b,
    0,
  );
}

const lengthOf = (vector: Candidate["vector"]): number => ("length" in vector ? vector.length : 0);
const at = (vector: Candidate["vector"], index: number): number => ("length" in vector ? (vector[index] ?? 0) : 0);

/** Returns the question first, then the examples, each with its vector. */
async function measure(
  examples: readonly ProfileExample[],
  { question, embed, analyze }: ExampleChoice,
): Promise<readonly Candidate[]> {
  const all = [{ question, answer: "" }, ...examples];
  const vectors = await embed?.(all.map((example) => example.question));
  return all.map((example, index) => ({
    example,
    vector: vectors?.[index] ?? unitTerms(analyze(example.question)),
  }));
}

/**
 * Orders examples by the words in common with the question, rare ones weighing more; equal examples keep their order.
 */
function shortlist(
  examples: readonly ProfileExample[],
  { question, analyze }: ExampleChoice,
): readonly ProfileExample[] {
  const terms = examples.map((example) => new Set(analyze(example.question)));
  const counts = new Map<string, number>();
  for (const termSet of terms) for (const term of termSet) counts.set(term, (counts.get(term) ?? 0) + 1);
  const questionTerms = new Set(analyze(question));
  const scored = examples.map((example, index) => {
    const common = [...(terms[index] ?? [])].filter((term) => questionTerms.has(term));
    const score = common.reduce((sum, term) => sum + Math.log(1 + examples.length / (counts.get(term) ?? 1)), 0);
    return { example, score };
  });
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, SHORTLIST)
    .map(({ example }) => example);
}

function unitTerms(terms: readonly string[]): ReadonlyMap<string, number> {
  const distinctTerms = new Set(terms);
  return new Map([...distinctTerms].map((term) => [term, 1 / Math.sqrt(distinctTerms.size)]));
}

function distinct(examples: readonly ProfileExample[]): readonly ProfileExample[] {
  return [...new Map(examples.map((example) => [foldText(example.question), example])).values()];
}
