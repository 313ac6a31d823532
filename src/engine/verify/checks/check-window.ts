import { sameToken } from "./align-tokens.ts";
import { checkFacts } from "./check-facts.ts";
import { checkNames } from "./check-names.ts";
import { checkPolarity } from "./check-polarity.ts";
import { type Comparison, compareTokens, type Difference } from "./compare-tokens.ts";
import type { EvidenceWindow } from "./read-evidence.ts";
import type { Token } from "./read-tokens.ts";

/** A claim beside one window of the evidence, and every way in which it departs from it. */
export interface CheckedWindow extends Comparison {
  readonly differences: readonly Difference[];
  /** The source says the same in nearly the same words: whatever the claim says stands there in its order. */
  readonly isNearQuote: boolean;
}

/** What stands outside of the window. */
export interface Surroundings {
  /** All tokens of the evidence. */
  readonly evidence: readonly Token[];
  readonly opposites: ReadonlyMap<string, ReadonlySet<string>>;
  /** Otherwise what turns a sentence is not known, and every word counts. */
  readonly isEnglish: boolean;
}

/** A source that says so much in between may say something else. */
const MOST_SKIPPED = 0.4;
/** Of the words of a claim: where so many stand elsewhere in the source, somebody else may have done it. */
const MOST_MOVED = 0.5;

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

/** "The patient pays the clinic" has all the words of "The clinic pays the patient". */
function checkOrder({ claim, source, pairs }: Comparison): readonly Difference[] {
  const content = claim.flatMap((token, index) =>
    token.role === "word" || token.role === "name" ? [{ token, index }] : [],
  );
  const moved = content.filter(
    ({ token, index }) => pairs[index] === undefined && source.some((other) => sameToken(token, other)),
  );
  return moved.length > 0 && moved.length >= MOST_MOVED * content.length
    ? [{ check: "order", kind: "missing", why: "It has the source's words in another order." }]
    : [];
}

function retells({ claim, source, pairs }: Comparison, isEnglish: boolean): boolean {
  const content = claim.filter(({ role }) => role !== "function").length;
  if (content < 2) return false;
  if (claim.some(({ role }, index) => role !== "function" && pairs[index] === undefined)) return false;
  const paired = pairs.filter((at) => at !== undefined);
  const inside = source.slice(paired[0], (paired.at(-1) ?? 0) + 1);
  if (!isEnglish) return paired.length === claim.length && inside.length === paired.length;
  const skipped = inside.filter(({ role }) => role !== "function").length - content;
  return skipped <= 1 + MOST_SKIPPED * content;
}
