import { InvalidArgumentError } from "../../core/index.ts";
import type { AddOptions } from "./adding.ts";

const MOST_DEPTH = 10;

/** @throws {InvalidArgumentError} unless it is a whole number from 0 to 10 */
export function depthOf({ depth = 0 }: Pick<AddOptions, "depth">): number {
  if (Number.isInteger(depth) && depth >= 0 && depth <= MOST_DEPTH) return depth;
  throw new InvalidArgumentError(`depth is ${depth}; it is a whole number from 0 to ${MOST_DEPTH}.`);
}
