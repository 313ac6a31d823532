import { InvalidArgumentError } from "../../../core/index.ts";
import type { CheckInput, CheckResult, Guard } from "../../guard.ts";

export interface ScopeOptions {
  /** Returns the vector of a text, such as `embedQuery` of an embedder. */
  readonly embed?: (text: string, signal: AbortSignal) => Promise<Float32Array>;
  /** Mean of the vectors of the collection's passages, in the space of `embed`. */
  readonly centroid?: Float32Array;
}

/**
 * Creates the guard `scope`: texts off the topic of a collection. The score is 1 less the relevance of the best
 * passage, and 1 less the cosine with the centroid of the collection; the lower of both if both are known, since a rare
 * topic is far from the centroid.
 *
 * It throws if neither is known.
 *
 * @throws {InvalidArgumentError} if only one of `embed` and `centroid` is given, or the centroid is zero
 */
export function createScopeCheck({ embed, centroid }: ScopeOptions = {}): Guard {
  if ((embed === undefined) !== (centroid === undefined)) {
    throw new InvalidArgumentError("The guard of the scope needs both an embed function and a centroid, or neither.");
  }
  if (centroid !== undefined && lengthOf(centroid) === 0) {
    throw new InvalidArgumentError("The centroid of a collection must not be zero.");
  }
  return {
    id: "scope",
    version: "1",
    cost: embed === undefined ? "rules" : "small-model",
    threshold: 0.8,
    async check(input, signal) {
      const similarity =
        embed === undefined || centroid === undefined ? undefined : cosine(await embed(input.text, signal), centroid);
      return check(input, similarity);
    },
  };
}

function check({ text, context }: CheckInput, similarity: number | undefined): CheckResult {
  const known = [context?.evidenceScore, similarity].filter((value) => value !== undefined);
  if (known.length === 0) throw new Error("The guard needs the relevance of the evidence, or a centroid.");
  const score = known.reduce((lowest, value) => Math.min(lowest, Math.max(0, Math.min(1, 1 - value))), 1);
  const spans = text === "" ? [] : [{ start: 0, end: text.length, type: "OFF_TOPIC", evidence: "relevance", score }];
  return { score, spans };
}

function cosine(left: Float32Array, right: Float32Array): number {
  if (left.length !== right.length) throw new Error("The vectors have different dimensions.");
  const product = left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
  return product / (lengthOf(left) * lengthOf(right) || 1);
}

const lengthOf = (vector: Float32Array): number => Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
