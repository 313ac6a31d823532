import { logistic } from "../../../core/index.ts";
import type { HashedModel } from "./read-linear-model.ts";
import type { Token } from "./read-tokens.ts";
import type { TokenRange } from "./split-windows.ts";

type WindowScorer = (tokens: readonly Token[], range: TokenRange) => number;

/**
 * Scorers by their models. Each has a table as long as the weights, which takes longer to create than to use for a
 * text.
 */
const scorers = new WeakMap<object, WindowScorer>();

/** Number of turns after which the table is filled with zeros, since its numbers have 32 bits. */
const MAX_TURNS = 2 ** 31 - 1;

/**
 * Sums the weights of the distinct features of some tokens, divided by the square root of their number, so that long
 * texts count no more than short ones.
 *
 * @returns a function of some tokens and a range of them, the same for the same model
 */
export function createWindowScorer(model: Pick<HashedModel, "weights" | "scale" | "intercept">): WindowScorer {
  const scorer = scorers.get(model) ?? createScorer(model);
  scorers.set(model, scorer);
  return scorer;
}

function createScorer(model: Pick<HashedModel, "weights" | "scale" | "intercept">): WindowScorer {
  const { weights } = model;
  const mask = weights.length - 1;
  const buckets = createBuckets(weights.length);
  return (tokens, { start, end }) => {
    buckets.clear();
    let sum = 0;
    let count = 0;
    for (const { features } of tokens.slice(start, end)) {
      for (const feature of features) {
        if (!buckets.add(feature & mask)) continue;
        sum += weights[feature & mask] ?? 0;
        count++;
      }
    }
    return count === 0 ? Number.NEGATIVE_INFINITY : model.intercept + (sum * model.scale) / Math.sqrt(count);
  };
}

/** Creates a set of numbers below a length, which is cleared at once. */
function createBuckets(length: number) {
  const lastAdded = new Int32Array(length);
  let turn = 0;
  return {
    clear(): void {
      if (turn === MAX_TURNS) lastAdded.fill(0);
      turn = turn === MAX_TURNS ? 1 : turn + 1;
    },
    /** Returns whether a number is new. */
    add(bucket: number): boolean {
      if (lastAdded[bucket] === turn) return false;
      lastAdded[bucket] = turn;
      return true;
    },
  };
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
