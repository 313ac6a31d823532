import type { CheckedWindow } from "./check-window.ts";
import type { Difference } from "./compare-tokens.ts";
import type { ReadEvidence } from "./read-evidence.ts";
import type { Token } from "./tokenize-sentence.ts";

/** Features of a claim that the classifier weighs: shares and flags from 0 to 1, unless stated otherwise. */
export interface ClaimFeatures {
  /** Share of the claim's words, weighted by rarity, that the best sentence has. */
  readonly sentenceCoverage: number;
  /** Share of the claim's words, weighted by rarity, that the best window has. */
  readonly windowCoverage: number;
  /** Share of the claim's words, weighted by rarity, that the whole evidence has. */
  readonly evidenceCoverage: number;
  /** Share of the claim's words that the window has in the same order. */
  readonly inOrder: number;
  /** Share of the claim's words in the longest run of consecutive ones. */
  readonly longestRun: number;
  /** Share of the claim's neighbouring words that are neighbours in the window. */
  readonly neighbours: number;
  readonly factsMissing: number;
  readonly factsChanged: number;
  readonly namesMissing: number;
  readonly namesChanged: number;
  readonly negation: number;
  readonly modality: number;
  readonly comparison: number;
  readonly nearQuote: number;
  /** Natural logarithm of 1 + the number of words. */
  readonly claimLength: number;
  /** Natural logarithm of 1 + the number of words that the window lacks. */
  readonly notFound: number;
  /** Cosine of the claim and the nearest sentence by the embedder; 0 without an embedder. */
  readonly cosine: number;
}

/** Measures the features of a claim that need no model. */
export function measureClaim(
  claim: readonly Token[],
  evidence: ReadEvidence,
  checked: CheckedWindow,
): Omit<ClaimFeatures, "cosine"> {
  const content = claim.flatMap(({ role }, index) => (role === "function" ? [] : [index]));
  const { pairs, differences } = checked;
  const pairedWords = content.filter((index) => pairs[index] !== undefined).length;
  const facts = claim.filter(({ role }) => role === "fact").length;
  const names = claim.filter(({ role }) => role === "name").length;
  const count = (check: Difference["check"], kind?: Difference["kind"]) =>
    differences.filter((difference) => difference.check === check && (kind === undefined || difference.kind === kind))
      .length;
  return {
    sentenceCoverage: evidence.nearest[0]?.coverage ?? 0,
    windowCoverage: evidence.windows[0]?.coverage ?? 0,
    evidenceCoverage: evidence.coverage,
    inOrder: share(pairedWords, content.length),
    longestRun: share(longestRun(pairs), claim.length),
    neighbours: neighbourShare(content, pairs),
    factsMissing: share(count("quantity", "missing"), facts),
    factsChanged: share(count("quantity", "contradicts"), facts),
    namesMissing: share(count("name", "missing"), names),
    namesChanged: share(count("name", "contradicts"), names),
    negation: Math.min(1, count("negation")),
    modality: Math.min(1, count("modality") + count("condition")),
    comparison: Math.min(1, count("comparison")),
    nearQuote: checked.isNearQuote ? 1 : 0,
    claimLength: Math.log1p(content.length),
    notFound: Math.log1p(content.length - pairedWords),
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function longestRun(pairs: readonly (number | undefined)[]): number {
  let longest = 0;
  let run = 0;
  for (const [index, at] of pairs.entries()) {
    const before = pairs[index - 1];
    if (at === undefined) run = 0;
    else run = before !== undefined && at === before + 1 ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** Returns the share of the claim's neighbouring words whose partners have at most two words between them. */
function neighbourShare(content: readonly number[], pairs: readonly (number | undefined)[]): number {
  const kept = content.slice(1).filter((index, before) => {
    const [left, right] = [pairs[content[before] ?? -1], pairs[index]];
    return left !== undefined && right !== undefined && right - left <= 3;
  });
  return share(kept.length, content.length - 1);
}
