import { type Clusters, clusterRows } from "./cluster-rows.ts";
import { findNeighbours, type Pair } from "./find-neighbours.ts";
import { findOutliers } from "./find-outliers.ts";
import { layOut } from "./lay-out.ts";
import { mainDirections } from "./main-directions.ts";
import { seededRandom } from "./seeded-random.ts";
import type { UnitRows } from "./unit-rows.ts";

const SEED = 20_26;
const NEIGHBOURS = 15;
/** Minimum cosine of near duplicates. */
const NEAR_DUPLICATE = 0.95;
const MAX_PAIRS = 200;

export type Step = "compare" | "group" | "place";

/** Map computed from vectors. */
export interface ComputedMap {
  /** Places as x, y pairs, from -1 to 1. */
  readonly places: Float32Array;
  readonly clusters: Clusters;
  readonly outliers: readonly number[];
  /** Pairs from different documents, most similar first. */
  readonly nearDuplicates: readonly Pair[];
}

/**
 * Compares, groups and places the rows. On one machine the same rows give exactly the same map.
 *
 * @param documentOf  document of each row; rows of one document never count as duplicates, since chunks overlap
 */
export function computeMap(
  rows: UnitRows,
  documentOf: ArrayLike<number>,
  onProgress: (step: Step, share: number) => void = () => undefined,
): ComputedMap {
  const tell = (step: Step) => (done: number, total: number) => onProgress(step, total === 0 ? 1 : done / total);
  const isPair = (one: number, other: number, cosine: number): boolean =>
    cosine >= NEAR_DUPLICATE && documentOf[one] !== documentOf[other];
  const { neighbours, pairs } = findNeighbours(rows, { count: NEIGHBOURS, isPair, onProgress: tell("compare") });
  onProgress("group", 0);
  const clusters = clusterRows(rows, neighbours, seededRandom(SEED));
  const first = mainDirections(rows, seededRandom(SEED));
  const places = layOut({ rows, neighbours, first }, seededRandom(SEED), tell("place"));
  const nearDuplicates = [...pairs]
    .sort((a, b) => b.cosine - a.cosine || a.one - b.one || a.other - b.other)
    .slice(0, MAX_PAIRS);
  return { places, clusters, outliers: findOutliers(neighbours, rows.count), nearDuplicates };
}
