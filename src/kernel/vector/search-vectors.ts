import type { VectorsPart } from "../segment/index.ts";
import { type Allowed, isAllowed, type TopList } from "../select/index.ts";
import { cosine } from "./cosine.ts";
import { hammingDistances } from "./hamming-distances.ts";
import { type QuantizedQuery, quantizeQuery } from "./quantize.ts";

/** One segment to search: its vectors, and which of its chunks may be found. */
export interface VectorSource {
  /** As `TopList.offer` is told. */
  readonly segment: number;
  readonly part: VectorsPart;
  readonly allowed: Allowed;
}

/**
 * Offers the nearest chunks to `top`.
 *
 * The one-bit codes choose candidates: every chunk whose Hamming distance is at most that of candidate number
 * 600 + 40 × limit, over all segments, so that neither ties nor the cut into segments change the outcome. Their int8
 * vectors give the score. `exact` makes every chunk a candidate.
 */
export function searchVectors(
  sources: readonly VectorSource[],
  request: { readonly values: Float32Array; readonly limit: number; readonly exact: boolean },
  top: TopList,
): void {
  const query = quantizeQuery(request.values);
  if (request.exact) {
    for (const source of sources) scanAll(source, query, top);
    return;
  }
  const distances = sources.map(({ part }) => hammingDistances(part, query.code));
  const furthest = furthestCandidate(sources, distances, candidateCount(request.limit));
  for (const [index, source] of sources.entries()) {
    scanNear(source, { query, distances: distances[index] ?? new Uint16Array(), furthest }, top);
  }
}

/** Measured: recall@10 of 0.98 and more against float32 on SciFact, and on 11,388 passages of four sets. */
function candidateCount(limit: number): number {
  return 600 + 40 * limit;
}

/** The distance of the `count`-th nearest allowed chunk, by counting how many stand at each distance. */
function furthestCandidate(sources: readonly VectorSource[], distances: readonly Uint16Array[], count: number): number {
  const largest = sources.reduce((bits, { part }) => Math.max(bits, part.codeWords * 32), 0);
  const counts = new Uint32Array(largest + 1);
  for (const [index, { allowed }] of sources.entries())
    countDistances(distances[index] ?? new Uint16Array(), allowed, counts);
  let seen = 0;
  for (let distance = 0; distance <= largest; distance++) {
    seen += counts[distance] ?? 0;
    if (seen >= count) return distance;
  }
  return largest;
}

function countDistances(distances: Uint16Array, allowed: Allowed, counts: Uint32Array): void {
  for (let ordinal = 0; ordinal < distances.length; ordinal++) {
    if (allowed !== undefined && !isAllowed(allowed, ordinal)) continue;
    const distance = distances[ordinal] ?? 0;
    counts[distance] = (counts[distance] ?? 0) + 1;
  }
}

function scanAll({ part, allowed, segment }: VectorSource, query: QuantizedQuery, top: TopList): void {
  for (let ordinal = 0; ordinal < part.count; ordinal++) {
    if (allowed !== undefined && !isAllowed(allowed, ordinal)) continue;
    top.offer(cosine(part, ordinal, query), segment, ordinal);
  }
}

function scanNear(
  { part, allowed, segment }: VectorSource,
  near: { readonly query: QuantizedQuery; readonly distances: Uint16Array; readonly furthest: number },
  top: TopList,
): void {
  const { distances, furthest, query } = near;
  for (let ordinal = 0; ordinal < distances.length; ordinal++) {
    if ((distances[ordinal] ?? 0) > furthest) continue;
    if (allowed !== undefined && !isAllowed(allowed, ordinal)) continue;
    top.offer(cosine(part, ordinal, query), segment, ordinal);
  }
}
