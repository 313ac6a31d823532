import { type Allowed, isAllowed } from "../select/bitset.ts";
import type { TopList } from "../select/top-list.ts";
import type { TermCursor } from "./term-cursor.ts";

/** Chunks scored together; their sums fit into the processor's fastest cache. */
const WINDOW = 2048;

/** One segment to search. */
export interface SegmentSearch {
  /** Number of the segment, for `TopList.offer`. */
  readonly segment: number;
  readonly chunkCount: number;
  readonly allowed: Allowed;
  /** One cursor for each query term that the segment contains. */
  readonly cursors: readonly TermCursor[];
}

/** Cursors of one window, the weakest first. */
interface Window {
  readonly cursors: TermCursor[];
  /** Maximum contribution of each cursor in the window. */
  readonly bounds: Float64Array;
  /** Number of weakest cursors that together cannot lift a chunk into the list. */
  weak: number;
  /** Maximum contribution of these weak cursors together. */
  reserve: number;
}

/**
 * Searches a segment by MaxScore over windows of chunks, and offers the best chunks to `top`. The weakest terms, which
 * together cannot lift a chunk into the list, only complete the scores of chunks that the other terms found. Bounds are
 * those of the blocks that touch the window. The result is exact, ties included.
 *
 * @see Turtle and Flood: Query evaluation, 1995; Ding and Suel: Faster top-k document retrieval, SIGIR 2011
 */
export function searchSegment(search: SegmentSearch, top: TopList): void {
  const { chunkCount, cursors } = search;
  const sums = new Float64Array(WINDOW);
  const window: Window = { cursors: [...cursors], bounds: new Float64Array(cursors.length), weak: 0, reserve: 0 };
  for (let from = 0; from < chunkCount; from += WINDOW) {
    const to = Math.min(chunkCount, from + WINDOW);
    orderByBound(window, from, to);
    setApartWeak(window, top.threshold());
    if (window.weak === cursors.length) continue;
    for (let index = window.weak; index < cursors.length; index++) window.cursors[index]?.accumulate(from, to, sums);
    collect(search, window, from, sums.subarray(0, to - from), top);
    sums.fill(0, 0, to - from);
  }
}

/** Sorts the cursors by insertion: there are few, and their order hardly changes between windows. */
function orderByBound({ cursors, bounds }: Window, from: number, to: number): void {
  for (const [index, cursor] of cursors.entries()) {
    const bound = cursor.boundBetween(from, to);
    let at = index;
    for (; at > 0 && (bounds[at - 1] ?? 0) > bound; at--) {
      bounds[at] = bounds[at - 1] ?? 0;
      cursors[at] = cursors[at - 1] ?? cursor;
    }
    bounds[at] = bound;
    cursors[at] = cursor;
  }
}

/** Counts the weak cursors and sums their bounds. */
function setApartWeak(window: Window, threshold: number): void {
  window.weak = 0;
  window.reserve = 0;
  for (const bound of window.bounds) {
    if (window.reserve + bound >= threshold) return;
    window.reserve += bound;
    window.weak++;
  }
}

/**
 * Offers the window's chunks that may enter the list. It allocates no objects, since there are thousands of chunks.
 *
 * @param from  ordinal of the first chunk
 */
function collect(search: SegmentSearch, window: Window, from: number, sums: Float64Array, top: TopList): void {
  let needed = Math.max(1, top.threshold() - window.reserve);
  for (let at = nextReaching(sums, 0, needed); at < sums.length; at = nextReaching(sums, at + 1, needed)) {
    const sum = sums[at] ?? 0;
    const ordinal = from + at;
    if (search.allowed !== undefined && !isAllowed(search.allowed, ordinal)) continue;
    const missing = top.threshold() - sum;
    const rest = window.weak === 0 ? 0 : restOf(window, ordinal, missing);
    if (rest < missing) continue;
    top.offer(sum + rest, search.segment, ordinal);
    needed = Math.max(1, top.threshold() - window.reserve);
  }
}

/**
 * Returns the first index from `start` whose sum is at least `needed`, or the length. A separate tight loop compiles
 * best.
 */
function nextReaching(sums: Float64Array, start: number, needed: number): number {
  let index = start;
  while (index < sums.length && (sums[index] ?? 0) < needed) index++;
  return index;
}

/**
 * Sums the weak terms' contributions to a chunk, the strongest first. Stops with -Infinity if `missing` is out of
 * reach.
 */
function restOf(window: Window, ordinal: number, missing: number): number {
  let rest = 0;
  let { reserve } = window;
  for (let index = window.weak - 1; index >= 0; index--) {
    if (rest + reserve < missing) return Number.NEGATIVE_INFINITY;
    rest += window.cursors[index]?.contributionTo(ordinal) ?? 0;
    reserve -= window.bounds[index] ?? 0;
  }
  return rest;
}
