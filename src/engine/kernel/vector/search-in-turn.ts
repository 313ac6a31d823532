import type { VectorsPart } from "../segment/vectors-part.ts";
import type { TopList } from "../select/top-list.ts";
import { candidateCount, nearestOf, scoredCount } from "./candidate-counts.ts";
import { createCounts, createWeightCounts, startScan, sum } from "./note-candidates.ts";
import { quantizeQuery } from "./quantize.ts";
import { cutSource, type Scan, type VectorRequest, type VectorSource } from "./scan.ts";

/** A segment whose vectors are loaded only while they are searched. */
export interface LoadedVectors extends Omit<VectorSource, "part"> {
  load(): Promise<VectorsPart>;
}

/** A scored candidate; whether it is near enough is decided later. */
interface ScoredCandidate {
  readonly segment: number;
  readonly ordinal: number;
  readonly score: number;
  readonly weight: number;
}

/**
 * Searches one segment after the other and offers the same chunks as `searchVectors`. Each segment is loaded twice, since
 * distances are first counted over all segments. Between the two loads, other searches may use a segment's memory, so its
 * distances are measured again.
 */
export async function searchVectorsInTurn(
  sources: readonly LoadedVectors[],
  request: VectorRequest,
  top: TopList,
): Promise<void> {
  const query = quantizeQuery(request.values);
  const eachScan = async (use: (scan: Scan, segment: number) => void) => {
    for (const source of sources) {
      for (const part of cutSource({ ...source, part: await source.load() })) use(startScan(part, query), part.segment);
    }
  };
  if (request.exact) {
    await eachScan((scan) => scan.offerAll(top));
    return;
  }

  const counts = createCounts(query);
  await eachScan((scan) => scan.sampleDistances(1, counts));
  const chunks = sum(counts);
  const furthest = nearestOf(counts, candidateCount(request.limit, chunks));

  const weights = createWeightCounts(query);
  const candidates: ScoredCandidate[] = [];
  await eachScan((scan, segment) => {
    scan.noteNear(furthest, createCounts(query));
    scan.countWeights(furthest, weights);
    scan.scoreNear({ furthest, heaviest: weights.length }, (ordinal, score, weight) =>
      candidates.push({ segment, ordinal, score, weight }),
    );
  });
  const heaviest = nearestOf(weights, scoredCount(request.limit, chunks));
  for (const { segment, ordinal, score, weight } of candidates) {
    if (weight <= heaviest) top.offer(score, segment, ordinal);
  }
}
