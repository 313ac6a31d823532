import { type CheckServices, checkClaim } from "./checks/check-claim.ts";
import type { ClaimFeatures } from "./checks/measure-claim.ts";

/** How two sentences that speak of the same thing contradict each other. */
export interface Disagreement {
  readonly kind: "quantity" | "negation" | "comparison";
  /** A sentence for people, about the first of the two. */
  readonly why: string;
}

/** Of the words of each but for what differs, that the other has in the same order: so alike only sentences about the same thing are. */
const SAME_STATEMENT = 0.75;
const FEWEST_WORDS = 2;

/**
 * Whether two sentences of different texts say otherwise of the same thing: one of them says a number, date, time or
 * version in the place of another one, or denies what the other says, and nothing else keeps them apart. Both directions
 * have to agree. What denies is known in English only.
 */
export function findDisagreement(services: CheckServices, one: string, other: string): Disagreement | undefined {
  const [forth, back] = [compare(services, one, other), compare(services, other, one)];
  return forth !== undefined && back?.kind === forth.kind ? forth : undefined;
}

function compare(services: CheckServices, sentence: string, source: string): Disagreement | undefined {
  // A line that was wrapped is no end of a sentence here.
  const evidence = [source.replace(/\s+/gu, " ")];
  const { isEnglish, differences, features } = checkClaim(services, { sentence, evidence });
  const [difference, another] = differences;
  // Of something else, or of a part of it, other numbers hold.
  if (difference?.kind !== "contradicts" || another !== undefined) return undefined;
  const { check, why } = difference;
  const content = Math.expm1(features.claimLength);
  if (!isSameStatement(features, check === "negation" ? content : content - 1)) return undefined;
  if (check === "quantity") return { kind: check, why: ofTwo(why) };
  return isEnglish && (check === "negation" || check === "comparison") ? { kind: check, why: ofTwo(why) } : undefined;
}

/** A check speaks of a claim and its source; of two documents neither is the other's source. */
const ofTwo = (why: string): string =>
  why
    .replace(/^It says /, "One says ")
    .replace("; the source says ", ", the other ")
    .replace("the source", "the other");

/**
 * Whether a source speaks of what a sentence speaks of: it has most words of it, but for the one that differs, in the same order.
 */
export function speaksOfTheSame(services: CheckServices, sentence: string, source: string): boolean {
  const { features, differences } = checkClaim(services, { sentence, evidence: [source] });
  const isDenial = differences[0]?.kind === "contradicts" && differences[0].check === "negation";
  const content = Math.expm1(features.claimLength);
  return isSameStatement(features, isDenial ? content : content - 1);
}

function isSameStatement(
  { claimLength, inOrder }: Pick<ClaimFeatures, "claimLength" | "inOrder">,
  words: number,
): boolean {
  return words >= FEWEST_WORDS - EPSILON && inOrder * Math.expm1(claimLength) >= SAME_STATEMENT * words;
}

/** The number of words comes back from its logarithm. */
const EPSILON = 1e-6;
