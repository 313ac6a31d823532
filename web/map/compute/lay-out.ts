import { UMAP } from "umap-js";
import type { Neighbours } from "./find-neighbours.ts";
import type { UnitRows } from "./unit-rows.ts";

/** UMAP's defaults, except for a larger distance between points, so that a user can click each of them. */
const NEIGHBOURS = 15;
const MINIMUM_DISTANCE = 0.15;
const MIN_ROWS = 6;
/** Number of optimisation rounds; small maps can afford more. */
const ROUNDS = 200;
const ROUNDS_OF_FEW = 400;
const FEW_ROWS = 1_000;
const TOLD_EACH = 10;

/** Rows to place, and their neighbours. */
export interface RowsToPlace {
  readonly rows: UnitRows;
  readonly neighbours: Neighbours;
  /** Initial coordinates, x then y for each row. They decide how the groups lie relative to each other. */
  readonly first: Float32Array;
}

/**
 * Places rows in two dimensions by UMAP over their exact neighbours, so that similar rows stay close.
 * Returns x then y for each row, from -1 to 1. The same rows and random numbers give the same places. Fewer
 * than six rows are placed on a circle.
 *
 * @see McInnes, Healy, Melville: UMAP, arXiv 1802.03426, 2018
 */
export function layOut(
  { rows, neighbours, first }: RowsToPlace,
  random: () => number,
  onProgress: (done: number, total: number) => void = () => undefined,
): Float32Array<ArrayBuffer> {
  const { count } = rows;
  if (count < MIN_ROWS) return circle(count);
  const nNeighbors = Math.min(NEIGHBOURS, neighbours.count, count - 1);
  const nEpochs = count <= FEW_ROWS ? ROUNDS_OF_FEW : ROUNDS;
  const umap = new UMAP({ nNeighbors, nEpochs, minDist: MINIMUM_DISTANCE, random });
  umap.setPrecomputedKNN(...withThemselves(neighbours, count, nNeighbors));
  // UMAP works from the neighbours set above, so empty vectors are enough.
  const rounds = umap.initializeFit(Array.from({ length: count }, () => []));
  const places = umap.getEmbedding();
  for (const [row, place] of places.entries()) place.splice(0, 2, first[2 * row] ?? 0, first[2 * row + 1] ?? 0);
  for (let round = 0; round < rounds; round++) {
    umap.step();
    if (round % TOLD_EACH === 0) onProgress(round, rounds);
  }
  return fitIntoSquare(umap.getEmbedding());
}

/** Adds each row as its own first neighbour at distance 0, as UMAP expects. */
function withThemselves({ rows, cosines, count }: Neighbours, total: number, wanted: number): [number[][], number[][]] {
  const indices = Array.from({ length: total }, (_, row) => [
    row,
    ...rows.subarray(row * count, row * count + wanted - 1),
  ]);
  const distances = Array.from({ length: total }, (_, row) => [
    0,
    ...Array.from(cosines.subarray(row * count, row * count + wanted - 1), (cosine) => Math.max(0, 1 - cosine)),
  ]);
  return [indices, distances];
}

/** Scales places into the square from -1 to 1 without distortion, and rotates them to be wider than high. */
function fitIntoSquare(places: readonly (readonly number[])[]): Float32Array<ArrayBuffer> {
  const angle = angleOf(places);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const xs = places.map(([x = 0, y = 0]) => x * cos + y * sin);
  const ys = places.map(([x = 0, y = 0]) => y * cos - x * sin);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const half = Math.max(right - left, bottom - top) / 2 || 1;
  const fitted = new Float32Array(places.length * 2);
  for (const [row, x] of xs.entries()) {
    fitted[2 * row] = (x - (left + right) / 2) / half;
    fitted[2 * row + 1] = ((ys[row] ?? 0) - (top + bottom) / 2) / half;
  }
  return fitted;
}

/** Returns the angle of the direction with the largest variance. */
function angleOf(places: readonly (readonly number[])[]): number {
  const mean = (axis: number): number => places.reduce((sum, place) => sum + (place[axis] ?? 0), 0) / places.length;
  const [middleX, middleY] = [mean(0), mean(1)];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [x = 0, y = 0] of places) {
    xx += (x - middleX) ** 2;
    yy += (y - middleY) ** 2;
    xy += (x - middleX) * (y - middleY);
  }
  return Math.atan2(2 * xy, xx - yy) / 2;
}

function circle(count: number): Float32Array<ArrayBuffer> {
  const places = new Float32Array(count * 2);
  for (let row = 0; row < count && count > 1; row++) {
    places[2 * row] = Math.cos((2 * Math.PI * row) / count) * 0.7;
    places[2 * row + 1] = Math.sin((2 * Math.PI * row) / count) * 0.7;
  }
  return places;
}
