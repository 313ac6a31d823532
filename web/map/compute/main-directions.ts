import type { UnitRows } from "./unit-rows.ts";

const ROUNDS = 24;
/** Width of the initial layout, the same as UMAP's random one. */
const WIDTH = 10;

/**
 * Returns initial places for a layout along the two directions in which the rows differ most (principal components, by
 * power iteration). Similar groups then start side by side, which random places would leave to chance.
 *
 * @see Kobak, Linderman: Initialization is critical for preserving global data structure in both t-SNE and UMAP, 2021
 */
export function mainDirections(rows: UnitRows, random: () => number): Float32Array {
  const { count, dimensions } = rows;
  const centred = centre(rows);
  const places = new Float32Array(count * 2);
  const found: Float64Array[] = [];
  for (const axis of [0, 1]) {
    let direction = Float64Array.from({ length: dimensions }, () => random() - 0.5);
    for (let round = 0; round < ROUNDS; round++) direction = turn(centred, count, without(direction, found));
    found.push(direction);
    const shares = project(centred, count, direction);
    const widest = shares.reduce((most, share) => Math.max(most, Math.abs(share)), 0) || 1;
    // A small random shift: the layout cannot separate points at the same place.
    for (const [row, share] of shares.entries())
      places[2 * row + axis] = (share / widest) * WIDTH + (random() - 0.5) * 0.01;
  }
  return places;
}

function centre({ count, dimensions, values }: UnitRows): Float32Array {
  const mean = new Float64Array(dimensions);
  for (const [at, value] of values.entries()) mean[at % dimensions] = (mean[at % dimensions] ?? 0) + value / count;
  return values.map((value, at) => value - (mean[at % dimensions] ?? 0));
}

function project(rows: Float32Array, count: number, direction: Float64Array): Float64Array {
  const { length } = direction;
  const shares = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    let sum = 0;
    for (let at = 0; at < length; at++) sum += (rows[row * length + at] ?? 0) * (direction[at] ?? 0);
    shares[row] = sum;
  }
  return shares;
}

/** Multiplies a direction by the covariance, and scales the result to length 1. */
function turn(rows: Float32Array, count: number, direction: Float64Array): Float64Array<ArrayBuffer> {
  const { length } = direction;
  const turned = new Float64Array(length);
  for (const [row, share] of project(rows, count, direction).entries()) {
    for (let at = 0; at < length; at++) turned[at] = (turned[at] ?? 0) + share * (rows[row * length + at] ?? 0);
  }
  return scaled(turned);
}

function without(direction: Float64Array, others: readonly Float64Array[]): Float64Array {
  const rest = direction.slice();
  for (const other of others) {
    const share = rest.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
    for (const [at, value] of other.entries()) rest[at] = (rest[at] ?? 0) - share * value;
  }
  return rest;
}

function scaled(vector: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const size = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return size === 0 ? vector : vector.map((value) => value / size);
}
