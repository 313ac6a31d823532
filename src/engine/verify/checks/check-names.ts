import { sameToken } from "./align-tokens.ts";
import { SAME_STATEMENT, SAME_WORDS } from "./check-facts.ts";
import { type Comparison, type Difference, slotOf } from "./compare-tokens.ts";
import type { Token } from "./tokenize-sentence.ts";
import { isTitle } from "./word-roles.ts";

/**
 * Finds names of the claim that the source does not have, or in whose place it has another name. An abbreviation is
 * recognised by its letters (`WHO` for `World Health Organization`).
 *
 * @param everywhere  all tokens of the evidence
 */
export function checkNames(comparison: Comparison, everywhere: readonly Token[]): readonly Difference[] {
  const initials = everywhere.map(({ text }) => text.charAt(0)).join("");
  return comparison.claim.flatMap((token, index): readonly Difference[] => {
    if (token.role !== "name" || comparison.pairs[index] !== undefined || isTitle(token.text.toLowerCase())) return [];
    const isElsewhere = everywhere.some((other) => sameToken(token, other)) || isAbbreviated(token, initials);
    const minCloseness = isElsewhere ? SAME_WORDS : SAME_STATEMENT;
    const other = comparison.closeness < minCloseness ? undefined : otherName(comparison, index);
    if (other !== undefined) {
      return [{ check: "name", kind: "contradicts", why: `It says ${token.text}; the source says ${other.text}.` }];
    }
    return isElsewhere
      ? []
      : [{ check: "name", kind: "missing", why: `It names ${token.text}, which the source does not.` }];
  });
}

function otherName(comparison: Comparison, index: number): Token | undefined {
  const name = comparison.claim[index];
  if (name === undefined) return undefined;
  return slotOf(comparison, index).find(
    (token) =>
      token.role === "name" &&
      isSpelledOut(token) === isSpelledOut(name) &&
      !isTitle(token.text.toLowerCase()) &&
      !comparison.claim.some((other) => sameToken(other, token)),
  );
}

/** Returns whether a name is spelled out; an abbreviation may stand for it. */
function isSpelledOut({ text }: Token): boolean {
  return /^\p{Lu}\p{Ll}/u.test(text);
}

function isAbbreviated({ text }: Token, initials: string): boolean {
  const letters = text.replaceAll(".", "");
  return /^\p{Lu}{2,6}$/u.test(letters) && initials.includes(letters);
}
