import { foldText, type ProfileExample } from "../../../core/index.ts";

export interface ExampleChoice {
  readonly question: string;
  /** At most so many; from 1. */
  readonly count: number;
  /** Of all of them together. */
  readonly budgetTokens: number;
  countTokens(text: string): number;
  /** The terms of a text, as the index has them. */
  analyze(text: string): readonly string[];
  /** One unit vector a text; absent: words alone decide. */
  embed?(texts: readonly string[]): Promise<readonly Float32Array[]>;
}

/** Likeness to the question counts so much, difference from those that were picked before the rest. */
const LIKENESS = 0.7;
/** Those with most words in common are looked at by meaning. */
const SHORTLIST = 40;

interface Candidate {
  readonly example: ProfileExample;
  readonly vector: ArrayLike<number> | ReadonlyMap<string, number>;
}

/**
 * Examples whose questions are like the question, and unlike each other: by maximal marginal relevance over the vectors of the
 * questions, or over their words where there is no embedder. An example of the very question is none: it would be copied.
 *
 * @returns  the one that is most like it last, next to the question
 * @see Carbonell, Goldstein: The use of MMR, diversity-based reranking, SIGIR 1998
 */
export async function pickExamples(
  examples: readonly ProfileExample[],
  choice: ExampleChoice,
): Promise<readonly ProfileExample[]> {
  const { question, count, budgetTokens, countTokens } = choice;
  const others = distinct(examples).filter((one) => foldText(one.question) !== foldText(question));
  const [asked, ...candidates] = await measure(shortlist(others, choice), choice);
  if (asked === undefined) return [];
  const picked: Candidate[] = [];
  let left = budgetTokens;
  let rest = candidates;
  while (picked.length < count && rest.length > 0) {
    const best = rest.reduce((one, other) => (worth(other, asked, picked) > worth(one, asked, picked) ? other : one));
    rest = rest.filter((one) => one !== best);
    const tokens = countTokens(`${best.example.question}\n${best.example.answer}`);
    if (tokens > left) continue;
    left -= tokens;
    picked.push(best);
  }
  return picked.map(({ example }) => example).reverse();
}

function worth(candidate: Candidate, asked: Candidate, picked: readonly Candidate[]): number {
  const like = Math.max(0, ...picked.map((one) => similarity(one, candidate)));
  return LIKENESS * similarity(asked, candidate) - (1 - LIKENESS) * like;
}

function similarity({ vector: one }: Candidate, { vector: other }: Candidate): number {
  if (one instanceof Map) {
    if (!(other instanceof Map)) return 0;
    let sum = 0;
    for (const [term, weight] of one) sum += weight * (other.get(term) ?? 0);
    return sum;
  }
  return Array.from({ length: lengthOf(one) }, (_, index) => at(one, index) * at(other, index)).reduce(
    (a, b) => a + b,
    0,
  );
}

const lengthOf = (vector: Candidate["vector"]): number => ("length" in vector ? vector.length : 0);
const at = (vector: Candidate["vector"], index: number): number => ("length" in vector ? (vector[index] ?? 0) : 0);

/** The question first. */
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

/** Best first by the share of common words, those that are rare in the examples counting more; equal ones as they came. */
function shortlist(
  examples: readonly ProfileExample[],
  { question, analyze }: ExampleChoice,
): readonly ProfileExample[] {
  const terms = examples.map((example) => new Set(analyze(example.question)));
  const holding = new Map<string, number>();
  for (const own of terms) for (const term of own) holding.set(term, (holding.get(term) ?? 0) + 1);
  const asked = new Set(analyze(question));
  const scored = examples.map((example, index) => {
    const common = [...(terms[index] ?? [])].filter((term) => asked.has(term));
    const score = common.reduce((sum, term) => sum + Math.log(1 + examples.length / (holding.get(term) ?? 1)), 0);
    return { example, score };
  });
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, SHORTLIST)
    .map(({ example }) => example);
}

function unitTerms(terms: readonly string[]): ReadonlyMap<string, number> {
  const own = new Set(terms);
  return new Map([...own].map((term) => [term, 1 / Math.sqrt(own.size)]));
}

function distinct(examples: readonly ProfileExample[]): readonly ProfileExample[] {
  return [...new Map(examples.map((one) => [foldText(one.question), one])).values()];
}
