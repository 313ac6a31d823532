import { sameToken } from "./align-tokens.ts";
import { checkFacts } from "./check-facts.ts";
import { checkNames } from "./check-names.ts";
import { checkPolarity } from "./check-polarity.ts";
import { type Comparison, compareTokens, type Difference } from "./compare-tokens.ts";
import type { EvidenceWindow } from "./read-evidence.ts";
import type { Token } from "./tokenize-sentence.ts";

/** A claim compared with one window of the evidence, with all differences. */
export interface CheckedWindow extends Comparison {
  readonly differences: readonly Difference[];
  /** True if the source says the same in nearly the same words: it has all the claim's words in order. */
  readonly isNearQuote: boolean;
}

/** Context of a window. */
export interface Surroundings {
  /** All tokens of the evidence. */
  readonly evidence: readonly Token[];
  readonly opposites: ReadonlyMap<string, ReadonlySet<string>>;
  /** True for English texts. In other languages every word counts, since words that change a meaning are unknown. */
  readonly isEnglish: boolean;
}

/** Maximum share of source words between the claim's words. With more, the source may say something else. */
const MAX_SKIPPED_SHARE = 0.4;
/** Share of claim words elsewhere in the source above which the claim may be about another subject. */
const MOVED_SHARE = 0.5;

/**
 * Compares a claim with a window of the evidence. Words may occur twice in the source, so two alignments are tried, and
 * the one with fewer differences counts.
 */
export function checkWindow(
  claim: readonly Token[],
  window: EvidenceWindow,
  surroundings: Surroundings,
): CheckedWindow {
  const source = window.sentences.flatMap(({ tokens }) => tokens);
  const [first, last] = compareTokens(claim, source).map((comparison) => checkComparison(comparison, surroundings));
  if (first === undefined || last === undefined) throw new RangeError("A claim was aligned with nothing.");
  return last.differences.length < first.differences.length ? last : first;
}

function checkComparison(comparison: Comparison, { evidence, opposites, isEnglish }: Surroundings): CheckedWindow {
  const differences = [
    ...checkFacts(comparison, evidence),
    ...checkNames(comparison, evidence),
    ...checkPolarity(comparison, opposites),
    ...checkOrder(comparison),
  ];
  return { ...comparison, differences, isNearQuote: differences.length === 0 && retells(comparison, isEnglish) };
}

/** Finds words in another order: "The patient pays the clinic" has all the words of "The clinic pays the patient". */
function checkOrder({ claim, source, pairs }: Comparison): readonly Difference[] {
  const content = claim.flatMap((token, index) =>
    token.role === "word" || token.role === "name" ? [{ token, index }] : [],
  );
  const moved = content.filter(
    ({ token, index }) => pairs[index] === undefined && source.some((other) => sameToken(token, other)),
  );
  return moved.length > 0 && moved.length >= MOVED_SHARE * content.length
    ? [{ check: "order", kind: "missing", why: "It has the source's words in another order." }]
    : [];
}

/** Returns whether the source has all the claim's words in order, with few others between them. */
function retells({ claim, source, pairs }: Comparison, isEnglish: boolean): boolean {
  const content = claim.filter(({ role }) => role !== "function").length;
  if (content < 2) return false;
  if (claim.some(({ role }, index) => role !== "function" && pairs[index] === undefined)) return false;
  const paired = pairs.filter((at) => at !== undefined);
  const inside = source.slice(paired[0], (paired.at(-1) ?? 0) + 1);
  if (!isEnglish) return paired.length === claim.length && inside.length === paired.length;
  const skipped = inside.filter(({ role }) => role !== "function").length - content;
  return skipped <= 1 + MAX_SKIPPED_SHARE * content;
}
