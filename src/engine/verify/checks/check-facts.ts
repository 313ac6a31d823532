import { sameToken } from "./align-tokens.ts";
import { type Comparison, type Difference, slotOf } from "./compare-tokens.ts";
import { type Fact, isVaguer, sameKind } from "./find-facts.ts";
import type { Token } from "./tokenize-sentence.ts";

/** Minimum closeness at which another number in the same place is a contradiction. */
export const SAME_STATEMENT = 0.5;
/** Minimum closeness if the source has the claim's number too, in another place. */
export const SAME_WORDS = 0.8;

/**
 * Finds facts of the claim (quantities, dates, times, codes, ordinals) that the source does not have, or in
 * whose place it has another fact.
 *
 * @param everywhere  all tokens of the evidence
 */
export function checkFacts(comparison: Comparison, everywhere: readonly Token[]): readonly Difference[] {
  return [...checkUnpaired(comparison, everywhere), ...checkSkipped(comparison)];
}

/**
 * Finds facts that the source states about something else: "Adults take 5 mg and children 10 mg" gives adults no 10 mg.
 */
function checkSkipped({ claim, source, pairs }: Comparison): readonly Difference[] {
  return claim.flatMap((token, index): readonly Difference[] => {
    const [at, before] = [pairs[index], pairs.slice(0, index).findLast((pair) => pair !== undefined)];
    const { fact } = token;
    if (fact === undefined || at === undefined || before === undefined) return [];
    const other = source.slice(before + 1, at).find((skipped, far) => {
      // A start of a range does not count: "raised from 25 to 40" says "raised to 40".
      const isStart = source[before + far]?.key === "from";
      return skipped.fact !== undefined && sameKind(fact, skipped.fact) && !isStart;
    });
    return other === undefined
      ? []
      : [
          {
            check: "quantity",
            kind: "missing",
            why: `It says ${token.text}; the source says ${other.text}, and ${token.text} of something else.`,
          },
        ];
  });
}

function checkUnpaired(comparison: Comparison, everywhere: readonly Token[]): readonly Difference[] {
  return comparison.claim.flatMap((token, index): readonly Difference[] => {
    if (token.fact === undefined || comparison.pairs[index] !== undefined) return [];
    const isElsewhere = everywhere.some((other) => sameToken(token, other));
    const partner = partnerOf(comparison, index, token.fact, isElsewhere);
    if (partner !== undefined) {
      return [
        { check: "quantity", kind: "contradicts", why: `It says ${token.text}; the source says ${partner.text}.` },
      ];
    }
    return isElsewhere
      ? []
      : [{ check: "quantity", kind: "missing", why: `It says ${token.text}, which the source does not say.` }];
  });
}

/**
 * @param isElsewhere  true if the source has the fact in another place
 */
function partnerOf(comparison: Comparison, index: number, fact: Fact, isElsewhere: boolean): Token | undefined {
  const { claim, source, pairs, closeness } = comparison;
  // The codes in a text may be about many things.
  const minCloseness = isElsewhere || fact.kind === "identifier" ? SAME_WORDS : SAME_STATEMENT;
  if (closeness < minCloseness) return undefined;
  const isOther = (token: Token): boolean =>
    token.fact !== undefined &&
    isComparable(fact, token.fact) &&
    !isVaguer(token.fact, fact) &&
    !claim.some((other, at) => other.fact !== undefined && pairs[at] === undefined && sameToken(other, token));

  const paired = new Set(pairs);
  const inPlace = slotOf(comparison, index).find(isOther);
  const hasUnit = fact.kind === "time" || (fact.dimension ?? "") !== "";
  if (inPlace !== undefined || isElsewhere || !hasUnit) return inPlace;
  const [only, another] = source.filter((token, at) => !paired.has(at) && isOther(token));
  return another === undefined ? only : undefined;
}

/** Returns whether two facts are of the same kind, or the same number of something else. */
function isComparable(claim: Fact, source: Fact): boolean {
  if (sameKind(claim, source)) return true;
  return (
    claim.kind === "quantity" && source.kind === "quantity" && claim.key.split(" ")[0] === source.key.split(" ")[0]
  );
}
