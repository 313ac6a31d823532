import { type CheckServices, compareClaim } from "./checks/compare-claim.ts";
import type { ClaimFeatures } from "./checks/measure-claim.ts";

/** A contradiction between two sentences about the same thing. */
export interface Disagreement {
  readonly kind: "quantity" | "negation" | "comparison";
  /** Explanation in one sentence, from the point of view of the first sentence. */
  readonly why: string;
}

/** Share of words, apart from the difference, that two sentences about the same thing have in the same order. */
const SAME_STATEMENT_SHARE = 0.75;
/** Minimum number of words, apart from the difference, of a sentence that is compared. */
const MIN_WORDS = 2;

/**
 * Finds whether two sentences of different texts contradict each other about the same thing: they
 * differ only in a number, date, time or version, or one denies the other. Both directions must agree.
 * Denials are known in English only.
 */
export function findDisagreement(services: CheckServices, left: string, right: string): Disagreement | undefined {
  const [forward, backward] = [compare(services, left, right), compare(services, right, left)];
  return forward !== undefined && backward?.kind === forward.kind ? forward : undefined;
}

function compare(services: CheckServices, sentence: string, source: string): Disagreement | undefined {
  // A wrapped line does not end a sentence here.
  const evidence = [source.replace(/\s+/gu, " ")];
  const { isEnglish, differences, features } = compareClaim(services, { sentence, evidence });
  const [difference, another] = differences;
  // With a second difference, the sentences are about different things.
  if (difference?.kind !== "contradicts" || another !== undefined) return undefined;
  const { check, why } = difference;
  const content = Math.expm1(features.claimLength);
  if (!isSameStatement(features, check === "negation" ? content : content - 1)) return undefined;
  if (check === "quantity") return { kind: check, why: rewordForTwo(why) };
  return isEnglish && (check === "negation" || check === "comparison")
    ? { kind: check, why: rewordForTwo(why) }
    : undefined;
}

/** Rewords the explanation of a claim and its source for two documents, neither of which is the other's source. */
const rewordForTwo = (why: string): string =>
  why
    .replace(/^It says /, "One says ")
    .replace("; the source says ", ", the other ")
    .replace("the source", "the other");

/**
 * Returns whether a source is about the same thing as a sentence: it has most of the sentence's words in the same
 * order, apart from the one that differs.
 */
export function isAboutTheSame(services: CheckServices, sentence: string, source: string): boolean {
  const { features, differences } = compareClaim(services, { sentence, evidence: [source] });
  const isDenial = differences[0]?.kind === "contradicts" && differences[0].check === "negation";
  const content = Math.expm1(features.claimLength);
  return isSameStatement(features, isDenial ? content : content - 1);
}

function isSameStatement(
  { claimLength, inOrder }: Pick<ClaimFeatures, "claimLength" | "inOrder">,
  words: number,
): boolean {
  return words >= MIN_WORDS - EPSILON && inOrder * Math.expm1(claimLength) >= SAME_STATEMENT_SHARE * words;
}

/** Tolerance for word counts that are restored from their logarithm. */
const EPSILON = 1e-6;
