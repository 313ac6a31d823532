import type { TopList } from "../select/top-list.ts";
import { chooseNear, completeNoted, guessBound, noteWithin, startScan } from "./note-candidates.ts";
import { quantizeQuery } from "./quantize.ts";
import { countRows, cutSource, type NearEnough, type Scan, type VectorRequest, type VectorSource } from "./scan.ts";

/**
 * Offers the nearest chunks to `top`.
 *
 * The one-bit codes choose candidates: every chunk whose Hamming distance is at most that of candidate number
 * `candidateCount`, over all segments, so that neither ties nor the cut into segments change the outcome. Of them those
 * are scored by their int8 vectors whose weighted distance, where a bit counts as much as the query's component, is at most
 * that of number `scoredCount`. `exact` scores every chunk.
 */
export function searchVectors(sources: readonly VectorSource[], request: VectorRequest, top: TopList): void {
  const query = quantizeQuery(request.values);
  const cut = sources.flatMap(cutSource);
  const scans = cut.map((source) => startScan(source, query));
  if (request.exact) {
    for (const scan of scans) scan.offerAll(top);
    return;
  }
  const prepared = { query, limit: request.limit, rows: countRows(cut), scans };
  const noted = completeNoted(prepared, noteWithin(prepared, guessBound(prepared)));
  offerNear(scans, chooseNear(prepared, noted), top);
}

export function offerNear(scans: readonly Scan[], near: NearEnough, top: TopList): void {
  for (const scan of scans) scan.scoreNear(near, (ordinal, score) => top.offer(score, scan.segment, ordinal));
}
