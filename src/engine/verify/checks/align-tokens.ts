import { sameFact } from "./find-facts.ts";
import type { Token } from "./read-tokens.ts";

/** For each token of the claim the index of its partner in the source; ascending where it is there. */
export type Alignment = readonly (number | undefined)[];

const FUNCTION_WEIGHT = 0.15;
/** Where one of both can be paired, the words around a number say which number is meant. */
const FACT_WEIGHT = 0.9;
const SAME_STEM_LETTERS = 5;

/** How much a token says. */
export function tokenWeight({ role }: Token): number {
  if (role === "function") return FUNCTION_WEIGHT;
  return role === "fact" ? FACT_WEIGHT : 1;
}

/** The heaviest common subsequence of two token lists; of equally heavy ones the one that comes first in the source. */
export function alignTokens(claim: readonly Token[], source: readonly Token[]): Alignment {
  const width = source.length + 1;
  const best = new Float64Array((claim.length + 1) * width);
  const at = (row: number, column: number): number => best[row * width + column] ?? 0;
  const equal = claim.map((token) => source.map((other) => sameToken(token, other)));
  for (let row = claim.length - 1; row >= 0; row--) {
    for (let column = source.length - 1; column >= 0; column--) {
      const token = claim[row];
      const taken = token && equal[row]?.[column] ? tokenWeight(token) + at(row + 1, column + 1) : 0;
      best[row * width + column] = Math.max(taken, at(row + 1, column), at(row, column + 1));
    }
  }
  const pairs: (number | undefined)[] = claim.map(() => undefined);
  for (let row = 0, column = 0; row < claim.length && column < source.length; ) {
    const token = claim[row];
    const taken = token && equal[row]?.[column] ? tokenWeight(token) + at(row + 1, column + 1) : -1;
    if (taken >= at(row, column) - 1e-12) pairs[row++] = column++;
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return pairs;
}

/** The same, and of equally heavy ones the one that comes last in the source. */
export function alignFromEnd(claim: readonly Token[], source: readonly Token[]): Alignment {
  const pairs = alignTokens(claim.toReversed(), source.toReversed());
  return pairs.toReversed().map((at) => (at === undefined ? undefined : source.length - 1 - at));
}

/** Whether the source's token says what the claim's does. */
export function sameToken(claim: Token, source: Token): boolean {
  if (claim.fact !== undefined && source.fact !== undefined) return sameFact(claim.fact, source.fact);
  if (claim.fact !== undefined || source.fact !== undefined) return claim.key === source.key;
  if (claim.role !== source.role && !(isNamed(claim) && isNamed(source))) return false;
  if (claim.key === source.key) return true;
  return isNamed(claim) && startsAlike(claim.key, source.key);
}

function isNamed({ role }: Token): boolean {
  return role === "name" || role === "word";
}

/** `German` and `Germany`, `vaccinate` and `vaccination`: what the stemmer leaves apart. */
function startsAlike(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  return (
    shorter >= SAME_STEM_LETTERS &&
    Math.abs(one.length - other.length) <= 3 &&
    one.slice(0, shorter) === other.slice(0, shorter)
  );
}
