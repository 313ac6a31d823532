import type { TopList } from "../select/index.ts";
import { quantizeQuery } from "./quantize.ts";
import type { StartScan, VectorSource } from "./scan.ts";
import { startPlainScan } from "./start-plain-scan.ts";
import { startSimdScan } from "./start-simd-scan.ts";

/**
 * Offers the nearest chunks to `top`.
 *
 * The one-bit codes choose candidates: every chunk whose Hamming distance is at most that of candidate number
 * `candidateCount`, over all segments, so that neither ties nor the cut into segments change the outcome. Their int8
 * vectors give the score. `exact` makes every chunk a candidate.
 */
export function searchVectors(
  sources: readonly VectorSource[],
  request: { readonly values: Float32Array; readonly limit: number; readonly exact: boolean },
  top: TopList,
): void {
  const query = quantizeQuery(request.values);
  const scans = sources.map((source) => startScan(source, query));
  if (request.exact) {
    for (const scan of scans) scan.offerAll(top);
    return;
  }
  const largest = sources.reduce((bits, { part }) => Math.max(bits, part.codeWords * 32), 0);
  const counts = new Uint32Array(largest + 1);
  for (const scan of scans) scan.countDistances(counts);
  const furthest = furthestCandidate(counts, candidateCount(request.limit, sum(counts)));
  for (const scan of scans) scan.offerNear(furthest, top);
}

const startScan: StartScan = (source, query) => startSimdScan(source, query) ?? startPlainScan(source, query);

/**
 * How many chunks are scored. Measured for a recall@10 of 0.98 and more against float32: the first term on real embeddings
 * of 2,400 to 11,388 chunks, the second on generated ones, of which 10,000 chunks need 1,500 candidates and 100,000 need
 * 6,000.
 */
function candidateCount(limit: number, chunks: number): number {
  return Math.max(600 + 40 * limit, Math.ceil(6 * chunks ** 0.6));
}

function sum(counts: Uint32Array): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** The distance of the `count`-th nearest chunk, from how many stand at each distance. */
function furthestCandidate(counts: Uint32Array, count: number): number {
  let seen = 0;
  for (const [distance, here] of counts.entries()) {
    seen += here;
    if (seen >= count) return distance;
  }
  return counts.length - 1;
}
