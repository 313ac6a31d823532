import { createLoops, type LoopGlobal } from "../loops/create-loops.ts";
import { lengthNorm } from "../segment/bm25.ts";
import type { WordSpace } from "../segment/word-space.ts";
import type { TopList } from "../select/top-list.ts";
import type { SegmentQuery, WeightedEntry } from "./segment-query.ts";
import words from "./words.wasm.json" with { type: "json" };

/** Exports of words.as.ts, where each is documented. */
interface WordLoops {
  readonly chunks: LoopGlobal;
  readonly allowed: LoopGlobal;
  readonly lengths: LoopGlobal;
  readonly terms: LoopGlobal;
  readonly termCount: LoopGlobal;
  readonly order: LoopGlobal;
  readonly sums: LoopGlobal;
  readonly candidateOrdinals: LoopGlobal;
  readonly candidateSums: LoopGlobal;
  readonly foundOrdinals: LoopGlobal;
  readonly foundScores: LoopGlobal;
  readonly limit: LoopGlobal;
  readonly threshold: LoopGlobal;
  readonly bodyWeight: LoopGlobal;
  readonly titleWeight: LoopGlobal;
  readonly headingsWeight: LoopGlobal;
  readonly base: LoopGlobal;
  readonly step: LoopGlobal;
  readonly ratio: LoopGlobal;
  search(): number;
}

/** Starts the loops over a memory; undefined if this processor or this Node.js cannot run them. */
export const startWordLoops = createLoops<WordLoops>(words.wasm).start;

/** Instances of the loops, one for each segment's memory; they are freed with it. */
const loopsOf = new WeakMap<WordSpace, WordLoops>();

/**
 * Searches a segment with the WebAssembly loops and offers the best chunks to `top`. The resulting list is
 * the same as with `searchSegment`.
 *
 * @param limit  length of the list
 * @returns      false, with nothing offered, if the loops cannot run or the query does not fit their work space
 */
export function searchByLoops(query: SegmentQuery, limit: number, top: TopList): boolean {
  const { space, chunkCount } = query.source.part;
  if (query.terms.length === 0) return true;
  const listLength = Math.min(limit, chunkCount);
  if (!space || query.terms.length > space.maxTerms || listLength > space.foundOrdinals.length) return false;
  const loops = loopsOf.get(space) ?? startWordLoops(space.memory);
  if (!loops) return false;

  if (!loopsOf.has(space)) placeSpace(loops, space, chunkCount);
  loopsOf.set(space, loops);
  placeQuery(loops, space, query);
  loops.limit.value = listLength;
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
    placeTerm(space, index * space.termBytes, source.part.view.byteOffset, term);
  }
}

/**
 * Writes a term in the layout of `Term` in term.as.ts: weight, first byte, count and bound, then zeros for its state.
 */
function placeTerm({ terms }: WordSpace, at: number, postings: number, { entry, weight }: WeightedEntry): void {
  terms.setFloat64(at, weight, true);
  terms.setUint32(at + 8, postings + entry.start, true);
  terms.setUint32(at + 12, entry.count, true);
  terms.setUint32(at + 16, entry.bound, true);
  terms.setFloat64(at + 20, 0, true);
  terms.setFloat64(at + 28, 0, true);
}
