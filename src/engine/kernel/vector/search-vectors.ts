import type { TopList } from "../select/top-list.ts";
import { chooseNear, completeNoted, guessBound, noteWithin, startScan } from "./note-candidates.ts";
import { quantizeQuery } from "./quantize.ts";
import { countRows, cutSource, type NearEnough, type Scan, type VectorRequest, type VectorSource } from "./scan.ts";

/**
 * Offers the chunks nearest to a vector to `top`.
 *
 * One-bit codes choose the candidates: every chunk whose Hamming distance is at most that of candidate number
 * `candidateCount`, over all segments. Neither ties nor the division into segments change the result. In weighted
 * distances, a bit counts by the size of the query's component. Candidates whose weighted distance is at most that of
 * number `scoredCount` are scored by their int8 vectors. With `exact`, every allowed chunk is scored.
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

/** Offers the noted chunks within the limits. */
export function offerNear(scans: readonly Scan[], near: NearEnough, top: TopList): void {
  for (const scan of scans) scan.scoreNear(near, (ordinal, score) => top.offer(score, scan.segment, ordinal));
}
