import { InvalidArgumentError } from "../../core/index.ts";
import { randomNumbers } from "./random-numbers.ts";

const FLIPS = 10_000;
/** Tolerance for rounding errors: numbers that are added in another order may have a slightly different sum. */
const ROUNDING = 1e-9;

/**
 * Computes a two-sided paired permutation (randomisation) test: the probability of a mean difference at least as far
 * from 0 as the observed one, if chance decided which run got which value of a query. It uses 10,000 random assignments
 * and counts the observed one, too, so p is never 0. The same differences and seed give the same p.
 *
 * @param differences  one difference per query, at least one
 * @param seed         an integer, default 1
 * @returns            p, from 1 / 10,001 to 1
 * @throws {InvalidArgumentError} if there are no differences
 * @see Smucker, Allan, Carterette: A comparison of statistical significance tests for IR evaluation, CIKM 2007
 */
export function permutationTest(differences: readonly number[], seed = 1): number {
  if (differences.length === 0) throw new InvalidArgumentError("A comparison needs at least one query; 0 were given.");
  // A difference of 0 is the same with either sign.
  const values = differences.filter((difference) => difference !== 0);
  const observed = Math.abs(values.reduce((sum, value) => sum + value, 0)) - ROUNDING;
  const random = randomNumbers(seed);
  let asFar = 1;
  for (let flip = 0; flip < FLIPS; flip++) if (Math.abs(sumWithRandomSigns(values, random)) >= observed) asFar++;
  return asFar / (FLIPS + 1);
}

function sumWithRandomSigns(values: readonly number[], random: () => number): number {
  let sum = 0;
  let bits = 0;
  for (const [index, value] of values.entries()) {
    if (index % 32 === 0) bits = random();
    sum += (bits & 1) === 1 ? value : -value;
    bits >>>= 1;
  }
  return sum;
}
