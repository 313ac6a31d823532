import { UndirectedGraph } from "graphology";
import louvain from "graphology-communities-louvain";
import type { Neighbours } from "./find-neighbours.ts";
import { cosinesBetween, type UnitRows } from "./unit-rows.ts";

export interface Clusters {
  readonly count: number;
  /** Cluster of each row; the largest cluster is 0. */
  readonly of: Uint8Array;
  /** Cosine of each row with the centre of its cluster. */
  readonly closeness: Float32Array;
}

/** Maximum number of clusters: more cannot be told apart by colour or read as a list. */
const MAX_CLUSTERS = 12;
/** Minimum share of all rows that a cluster needs; a smaller one is joined to another. */
const MIN_SHARE = 0.01;
const MIN_CLUSTER_ROWS = 3;
const MIN_ROWS = 12;
const MIN_LINKS = 4;
/** Resolutions of the Louvain method, tried until the clusters are few enough. */
const RESOLUTIONS = [1, 0.8, 0.6, 0.4, 0.2];

/**
 * Groups rows that share nearest neighbours, by Louvain's method, which also finds the number of clusters. A small
 * cluster joins the one whose centre is nearest. The same rows and random numbers give the same clusters. Fewer
 * than twelve rows form one cluster.
 *
 * @see Blondel, Guillaume, Lambiotte, Lefebvre: Fast unfolding of communities in large networks, 2008
 */
export function clusterRows(rows: UnitRows, neighbours: Neighbours, random: () => number): Clusters {
  if (rows.count < MIN_ROWS) return nameBySize(rows, new Array<number>(rows.count).fill(0));
  const graph = linkNeighbours(rows.count, neighbours);
  for (const resolution of RESOLUTIONS) {
    const communities = louvain(graph, { getEdgeWeight: "weight", resolution, rng: random });
    const of = Array.from({ length: rows.count }, (_, row) => communities[row] ?? 0);
    const kept = largeOnes(of);
    if (kept.length <= MAX_CLUSTERS || resolution === RESOLUTIONS.at(-1))
      return nameBySize(rows, joinSmallOnes(rows, of, kept.slice(0, MAX_CLUSTERS)));
  }
  throw new RangeError("The list of resolutions is empty.");
}

/** Links two rows if either is a near neighbour of the other, with double weight if both are. */
function linkNeighbours(total: number, { rows, count }: Neighbours): UndirectedGraph {
  const graph = new UndirectedGraph();
  for (let row = 0; row < total; row++) graph.addNode(row);
  // In a small collection distant neighbours already belong to another theme, so only the nearest are linked.
  const near = Math.min(count, Math.max(MIN_LINKS, Math.round(Math.sqrt(total) / 2)));
  for (let row = 0; row < total; row++) {
    for (const other of rows.subarray(row * count, row * count + near))
      graph.updateEdge(row, other, ({ weight = 0 }) => ({ weight: weight + 1 }));
  }
  return graph;
}

/** Returns the clusters with enough passages, largest first. */
function largeOnes(of: readonly number[]): readonly number[] {
  const sizes = new Map<number, number>();
  for (const cluster of of) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  const least = Math.max(MIN_CLUSTER_ROWS, MIN_SHARE * of.length);
  const bySize = [...sizes].sort(([one, size], [other, otherSize]) => otherSize - size || one - other);
  const large = bySize.filter(([, size], place) => place === 0 || size >= least);
  return large.map(([cluster]) => cluster);
}

function joinSmallOnes(rows: UnitRows, of: readonly number[], kept: readonly number[]): readonly number[] {
  const cosineWith = cosinesBetween(rows, middlesOf(rows, of, kept));
  return of.map((cluster, row) => {
    if (kept.includes(cluster)) return cluster;
    const cosines = kept.map((_, place) => cosineWith(row, place));
    return kept[cosines.indexOf(Math.max(...cosines))] ?? cluster;
  });
}

/** Returns the mean direction of each given cluster. */
function middlesOf(rows: UnitRows, of: readonly number[], clusters: readonly number[]): UnitRows {
  const { dimensions } = rows;
  const values = new Float32Array(clusters.length * dimensions);
  for (const [row, cluster] of of.entries()) {
    const to = clusters.indexOf(cluster) * dimensions;
    if (to < 0) continue;
    for (let at = 0; at < dimensions; at++) {
      values[to + at] = (values[to + at] ?? 0) + (rows.values[row * dimensions + at] ?? 0);
    }
  }
  for (let start = 0; start < values.length; start += dimensions) {
    const sum = values.subarray(start, start + dimensions);
    const length = Math.sqrt(sum.reduce((total, value) => total + value * value, 0));
    if (length > 0)
      values.set(
        sum.map((value) => value / length),
        start,
      );
  }
  return { count: clusters.length, dimensions, values };
}

function nameBySize(rows: UnitRows, of: readonly number[]): Clusters {
  const sizes = new Map<number, number>();
  for (const cluster of of) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  // Clusters of equal size keep the order of their first rows.
  const bySize = [...sizes].sort(([, one], [, other]) => other - one).map(([cluster]) => cluster);
  const cosineWith = cosinesBetween(rows, middlesOf(rows, of, bySize));
  const places = Uint8Array.from(of, (cluster) => bySize.indexOf(cluster));
  return {
    count: bySize.length,
    of: places,
    closeness: Float32Array.from(places, (place, row) => cosineWith(row, place)),
  };
}
