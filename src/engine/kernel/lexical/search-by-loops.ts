import { lengthNorm } from "../segment/bm25.ts";
import type { WordSpace } from "../segment/word-space.ts";
import type { TopList } from "../select/top-list.ts";
import type { SegmentQuery, WeightedEntry } from "./segment-query.ts";
import { startWordLoops, type WordLoops } from "./word-loops.ts";

/** An instance of the loops for each segment's memory, let go with it. */
const loopsOf = new WeakMap<WordSpace, WordLoops>();

/**
 * Offers the best chunks by the WebAssembly loops: what `searchSegment` offers, as far as it stays in the list.
 *
 * @param limit  how long the list is
 * @returns      false, and nothing is offered, where the loops or room for the query are not to be had
 */
export function searchByLoops(query: SegmentQuery, limit: number, top: TopList): boolean {
  const { space, chunkCount } = query.source.part;
  if (query.terms.length === 0) return true;
  const found = Math.min(limit, chunkCount);
  if (!space || query.terms.length > space.maxTerms || found > space.foundOrdinals.length) return false;
  const loops = loopsOf.get(space) ?? startWordLoops(space.memory);
  if (!loops) return false;
  if (!loopsOf.has(space)) placeSpace(loops, space, chunkCount);
  loopsOf.set(space, loops);
  placeQuery(loops, space, query);
  loops.limit.value = found;
  loops.threshold.value = top.threshold();
  const count = loops.search();
  for (let index = 0; index < count; index++) {
    top.offer(space.foundScores[index] ?? 0, query.segment, space.foundOrdinals[index] ?? 0);
  }
  return true;
}

function placeSpace(loops: WordLoops, space: WordSpace, chunkCount: number): void {
  loops.chunks.value = chunkCount;
  loops.lengths.value = space.lengths.byteOffset;
  loops.terms.value = space.terms.byteOffset;
  loops.order.value = space.order.byteOffset;
  loops.sums.value = space.sums.byteOffset;
  loops.candidateOrdinals.value = space.candidateOrdinals.byteOffset;
  loops.candidateSums.value = space.candidateSums.byteOffset;
  loops.foundOrdinals.value = space.foundOrdinals.byteOffset;
  loops.foundScores.value = space.foundScores.byteOffset;
}

function placeQuery(loops: WordLoops, space: WordSpace, query: SegmentQuery): void {
  const { bm25, source, allowed } = query;
  const { base, step } = lengthNorm(bm25, query.averageLength);
  source.weightedLengths(bm25.weights);
  loops.allowed.value = allowed === undefined ? 0 : space.allowed.byteOffset;
  if (allowed !== undefined) space.allowed.set(allowed);
  [loops.bodyWeight.value, loops.titleWeight.value, loops.headingsWeight.value] = bm25.weights;
  loops.base.value = base;
  loops.step.value = step;
  loops.ratio.value = query.ratio;
  loops.termCount.value = query.terms.length;
  for (const [index, term] of query.terms.entries()) {
    placeTerm(space, { at: index * space.termBytes, postings: source.part.view.byteOffset }, term);
  }
}

/** As `Term` of words.as.ts lies there: weight, first byte, count and bound, then where the way through them is. */
function placeTerm(
  { terms }: WordSpace,
  { at, postings }: { readonly at: number; readonly postings: number },
  { entry, weight }: WeightedEntry,
): void {
  terms.setFloat64(at, weight, true);
  terms.setUint32(at + 8, postings + entry.start, true);
  terms.setUint32(at + 12, entry.count, true);
  terms.setUint32(at + 16, entry.bound, true);
  terms.setFloat64(at + 20, 0, true);
  terms.setFloat64(at + 28, 0, true);
}
