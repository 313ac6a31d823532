import { sameToken } from "./align-tokens.ts";
import { type Comparison, type Difference, slotOf } from "./compare-tokens.ts";
import type { Token } from "./read-tokens.ts";
import { isTitle } from "./word-roles.ts";

const SAME_STATEMENT = 0.5;
const SAME_WORDS = 0.8;

/**
 * Names of the claim that the source does not have, or has another name in the place of. An abbreviation is known by its
 * letters (`WHO` for `World Health Organization`).
 *
 * @param everywhere  all tokens of the evidence
 */
export function checkNames(comparison: Comparison, everywhere: readonly Token[]): readonly Difference[] {
  const initials = everywhere.map(({ text }) => text.charAt(0)).join("");
  return comparison.claim.flatMap((token, index): readonly Difference[] => {
    if (token.role !== "name" || comparison.pairs[index] !== undefined || isTitle(token.text.toLowerCase())) return [];
    const isElsewhere = everywhere.some((other) => sameToken(token, other)) || isAbbreviated(token, initials);
    const least = isElsewhere ? SAME_WORDS : SAME_STATEMENT;
    const other = comparison.closeness < least ? undefined : otherName(comparison, index);
    if (other !== undefined) {
      return [{ check: "name", kind: "contradicts", why: `It says ${token.text}; the source says ${other.text}.` }];
    }
    return isElsewhere
      ? []
      : [{ check: "name", kind: "missing", why: `It names ${token.text}, which the source does not.` }];
  });
}

function otherName(comparison: Comparison, index: number): Token | undefined {
  const own = comparison.claim[index];
  if (own === undefined) return undefined;
  return slotOf(comparison, index).find(
    (token) =>
      token.role === "name" &&
      isSpelled(token) === isSpelled(own) &&
      !isTitle(token.text.toLowerCase()) &&
      !comparison.claim.some((other) => sameToken(other, token)),
  );
}

/** An abbreviation may stand for a name. */
function isSpelled({ text }: Token): boolean {
  return /^\p{Lu}\p{Ll}/u.test(text);
}

function isAbbreviated({ text }: Token, initials: string): boolean {
  const letters = text.replaceAll(".", "");
  return /^\p{Lu}{2,6}$/u.test(letters) && initials.includes(letters);
}
