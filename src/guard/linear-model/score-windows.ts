import { logistic } from "../../core/index.ts";
import type { HashedModel } from "./read-linear-model.ts";
import type { Token } from "./read-tokens.ts";
import type { TokenRange } from "./split-windows.ts";

/**
 * Sums the weights of the distinct features of some tokens, divided by the square root of their number, so that long texts count
 * no more than short ones.
 *
 * @returns a function of some tokens and a range of them, to be called often
 */
export function createWindowScorer(
  model: Pick<HashedModel, "weights" | "scale" | "intercept">,
): (tokens: readonly Token[], range: TokenRange) => number {
  const mask = model.weights.length - 1;
  const lastSeen = new Int32Array(model.weights.length);
  let turn = 0;
  return (tokens, { start, end }) => {
    turn++;
    let sum = 0;
    let count = 0;
    for (const feature of featuresOf(tokens, start, end)) {
      const bucket = feature & mask;
      if (lastSeen[bucket] === turn) continue;
      lastSeen[bucket] = turn;
      sum += model.weights[bucket] ?? 0;
      count++;
    }
    return count === 0 ? Number.NEGATIVE_INFINITY : model.intercept + (sum * model.scale) / Math.sqrt(count);
  };
}

function* featuresOf(tokens: readonly Token[], start: number, end: number): Generator<number> {
  for (let index = start; index < end; index++) yield* tokens[index]?.features ?? [];
}

/** Returns the probability of some named values. A value without a weight counts as 0. */
export function toProbability(
  { named, offset }: Pick<HashedModel, "named" | "offset">,
  values: Readonly<Record<string, number>>,
): number {
  let logOdds = offset;
  for (const [name, value] of Object.entries(values)) logOdds += (named[name] ?? 0) * value;
  return logistic(logOdds);
}
