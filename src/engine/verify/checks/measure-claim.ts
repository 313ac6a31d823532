import type { CheckedWindow } from "./check-window.ts";
import type { Difference } from "./compare-tokens.ts";
import type { ReadEvidence } from "./read-evidence.ts";
import type { Token } from "./read-tokens.ts";

/** What the weights are fitted on; shares and flags from 0 to 1, unless said otherwise. */
export interface ClaimFeatures {
  /** By rarity, in the best sentence, the best window, and all of the evidence. */
  readonly sentenceCoverage: number;
  readonly windowCoverage: number;
  readonly evidenceCoverage: number;
  /** Of the claim's words: found in the window in the claim's order; the longest run of them; neighbours that are neighbours there. */
  readonly inOrder: number;
  readonly longestRun: number;
  readonly neighbours: number;
  readonly factsMissing: number;
  readonly factsChanged: number;
  readonly namesMissing: number;
  readonly namesChanged: number;
  readonly negation: number;
  readonly modality: number;
  readonly comparison: number;
  readonly nearQuote: number;
  /** Natural logarithms of 1 + words. */
  readonly claimLength: number;
  readonly notFound: number;
  /** Of the claim and the nearest sentence by the embedder; 0 where there is none. */
  readonly cosine: number;
}

export function measureClaim(
  claim: readonly Token[],
  evidence: ReadEvidence,
  checked: CheckedWindow,
): Omit<ClaimFeatures, "cosine"> {
  const content = claim.flatMap(({ role }, index) => (role === "function" ? [] : [index]));
  const { pairs, differences } = checked;
  const found = content.filter((index) => pairs[index] !== undefined).length;
  const facts = claim.filter(({ role }) => role === "fact").length;
  const names = claim.filter(({ role }) => role === "name").length;
  const count = (check: Difference["check"], kind?: Difference["kind"]) =>
    differences.filter((one) => one.check === check && (kind === undefined || one.kind === kind)).length;
  return {
    sentenceCoverage: evidence.nearest[0]?.coverage ?? 0,
    windowCoverage: evidence.windows[0]?.coverage ?? 0,
    evidenceCoverage: evidence.coverage,
    inOrder: share(found, content.length),
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
    notFound: Math.log1p(content.length - found),
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

/** Of the claim's neighbouring words, the share whose partners stand at most two words apart. */
function neighbourShare(content: readonly number[], pairs: readonly (number | undefined)[]): number {
  const kept = content.slice(1).filter((index, before) => {
    const [left, right] = [pairs[content[before] ?? -1], pairs[index]];
    return left !== undefined && right !== undefined && right - left <= 3;
  });
  return share(kept.length, content.length - 1);
}
