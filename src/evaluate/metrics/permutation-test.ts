import { InvalidArgumentError } from "../../core/index.ts";
import { randomNumbers } from "./random-numbers.ts";

const FLIPS = 10_000;
/** Sums of the same numbers in another order differ by less. */
const ROUNDING = 1e-9;

/**
 * Two-sided paired permutation (randomisation) test: how likely a mean difference at least as far from 0 would be if it
 * were chance which of the two runs got which value of a query. 10,000 random assignments, the observed one counted too,
 * so that p is never 0. The same differences and seed give the same p.
 *
 * @param differences  one a query, at least one
 * @param seed         a whole number, default 1
 * @returns            p, from 1 / 10,001 to 1
 * @throws {InvalidArgumentError} if there are no differences
 * @see Smucker, Allan, Carterette: A comparison of statistical significance tests for IR evaluation, CIKM 2007
 */
export function permutationTest(differences: readonly number[], seed = 1): number {
  if (differences.length === 0) throw new InvalidArgumentError("A comparison needs at least one query; 0 were given.");
  // What is 0 is 0 with either sign.
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
