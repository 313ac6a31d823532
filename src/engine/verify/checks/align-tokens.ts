import { sameFact } from "./find-facts.ts";
import type { Token } from "./tokenize-sentence.ts";

/** Index of each claim token's partner in the source, ascending; undefined for a token without a partner. */
export type Alignment = readonly (number | undefined)[];

const FUNCTION_WEIGHT = 0.15;
/**
 * Weight of a fact, below that of a word: if only one can be paired, the words around a number say which number is
 * meant.
 */
const FACT_WEIGHT = 0.9;
/** Minimum number of equal first letters of related words. */
const MIN_STEM_LETTERS = 5;

/** Returns the weight of a token in an alignment. */
export function tokenWeight({ role }: Token): number {
  if (role === "function") return FUNCTION_WEIGHT;
  return role === "fact" ? FACT_WEIGHT : 1;
}

/**
 * Computes the heaviest common subsequence of two token lists; among equal ones, the one that comes first in the
 * source.
 */
export function alignTokens(claim: readonly Token[], source: readonly Token[]): Alignment {
  const equal = claim.map((token) => source.map((other) => sameToken(token, other)));
  const best = weighRemainders(claim, equal, source.length);
  const at = (row: number, column: number): number => best[row * (source.length + 1) + column] ?? 0;

  const pairs: (number | undefined)[] = claim.map(() => undefined);
  for (let row = 0, column = 0; row < claim.length && column < source.length; ) {
    const token = claim[row];
    const paired = token && equal[row]?.[column] ? tokenWeight(token) + at(row + 1, column + 1) : -1;
    if (paired >= at(row, column) - 1e-12) pairs[row++] = column++;
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return pairs;
}

/**
 * Computes the weight of the heaviest common subsequence of the remainders of both lists, for each two
 * tokens that they may begin with.
 *
 * @returns  rows of `sourceLength` + 1 weights, one row for each token of the claim, and a last row of zeros
 */
function weighRemainders(
  claim: readonly Token[],
  equal: readonly (readonly boolean[])[],
  sourceLength: number,
): Float64Array {
  const width = sourceLength + 1;
  const best = new Float64Array((claim.length + 1) * width);
  const at = (row: number, column: number): number => best[row * width + column] ?? 0;
  for (let row = claim.length - 1; row >= 0; row--) {
    for (let column = sourceLength - 1; column >= 0; column--) {
      const token = claim[row];
      const paired = token && equal[row]?.[column] ? tokenWeight(token) + at(row + 1, column + 1) : 0;
      best[row * width + column] = Math.max(paired, at(row + 1, column), at(row, column + 1));
    }
  }
  return best;
}

/** Computes the same as `alignTokens`, but among equal subsequences the one that comes last in the source. */
export function alignFromEnd(claim: readonly Token[], source: readonly Token[]): Alignment {
  const pairs = alignTokens(claim.toReversed(), source.toReversed());
  return pairs.toReversed().map((at) => (at === undefined ? undefined : source.length - 1 - at));
}

/** Returns whether the source's token says the same as the claim's. */
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

/**
 * Returns whether words are related although their stems differ: `German` and `Germany`, `vaccinate` and `vaccination`.
 */
function startsAlike(left: string, right: string): boolean {
  const shorter = Math.min(left.length, right.length);
  return (
    shorter >= MIN_STEM_LETTERS &&
    Math.abs(left.length - right.length) <= 3 &&
    left.slice(0, shorter) === right.slice(0, shorter)
  );
}
