import { sameToken } from "./align-tokens.ts";
import { type Comparison, type Difference, slotOf } from "./compare-tokens.ts";
import { type Fact, isVaguer, sameKind } from "./find-facts.ts";
import type { Token } from "./read-tokens.ts";

/** From this closeness on, another number in the same place is a contradiction. */
const SAME_STATEMENT = 0.5;
/** The same where the source has the claim's number too, in another place. */
const SAME_WORDS = 0.8;

/**
 * Numbers with units, dates, times, codes and ordinals of the claim that the source does not have, or has something else
 * in the place of.
 *
 * @param everywhere  all tokens of the evidence
 */
export function checkFacts(comparison: Comparison, everywhere: readonly Token[]): readonly Difference[] {
  return [...checkUnpaired(comparison, everywhere), ...checkSkipped(comparison)];
}

/** "Adults take 5 mg and children 10 mg" does not say that adults take 10 mg. */
function checkSkipped({ claim, source, pairs }: Comparison): readonly Difference[] {
  return claim.flatMap((token, index): readonly Difference[] => {
    const [at, before] = [pairs[index], pairs.slice(0, index).findLast((pair) => pair !== undefined)];
    const { fact } = token;
    if (fact === undefined || at === undefined || before === undefined) return [];
    const other = source.slice(before + 1, at).find((skipped, far) => {
      // "Raised from 25 to 40" says that it was raised to 40.
      const isStart = source[before + far]?.key === "from";
      return skipped.fact !== undefined && sameKind(fact, skipped.fact) && !isStart;
    });
    return other === undefined
      ? []
      : [
          {
            check: "quantity",
            kind: "missing",
            why: `It says ${token.text}; the source says ${other.text} of it first.`,
          },
        ];
  });
}

function checkUnpaired(comparison: Comparison, everywhere: readonly Token[]): readonly Difference[] {
  return comparison.claim.flatMap((token, index): readonly Difference[] => {
    if (token.fact === undefined || comparison.pairs[index] !== undefined) return [];
    const isElsewhere = everywhere.some((other) => sameToken(token, other));
    const partner = partnerOf(comparison, { index, fact: token.fact, isElsewhere });
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

interface Unpaired {
  readonly index: number;
  readonly fact: Fact;
  /** The source has it, in another place. */
  readonly isElsewhere: boolean;
}

function partnerOf(comparison: Comparison, { index, fact, isElsewhere }: Unpaired): Token | undefined {
  const { claim, source, pairs, closeness } = comparison;
  // Codes of one text are about many things.
  const least = isElsewhere || fact.kind === "identifier" ? SAME_WORDS : SAME_STATEMENT;
  if (closeness < least) return undefined;
  const isOther = (token: Token): boolean =>
    token.fact !== undefined &&
    isComparable(fact, token.fact) &&
    !isVaguer(token.fact, fact) &&
    !claim.some((own, at) => own.fact !== undefined && pairs[at] === undefined && sameToken(own, token));
  const paired = new Set(pairs);
  const inPlace = slotOf(comparison, index).find(isOther);
  const hasUnit = fact.kind === "time" || (fact.dimension ?? "") !== "";
  if (inPlace !== undefined || isElsewhere || !hasUnit) return inPlace;
  const [only, another] = source.filter((token, at) => !paired.has(at) && isOther(token));
  return another === undefined ? only : undefined;
}

/** Something of the same kind, or the same number of something else. */
function isComparable(claim: Fact, source: Fact): boolean {
  if (sameKind(claim, source)) return true;
  return (
    claim.kind === "quantity" && source.kind === "quantity" && claim.key.split(" ")[0] === source.key.split(" ")[0]
  );
}
