import { type Allowed, isAllowed, type TopList } from "../select/index.ts";
import type { TermCursor } from "./term-cursor.ts";

/** Chunks looked at together; their sums fit the fastest cache. */
export const WINDOW = 2048;

/** One segment's way to the best chunks. */
export interface SegmentSearch {
  /** As `TopList.offer` is told. */
  readonly segment: number;
  readonly chunkCount: number;
  readonly allowed: Allowed;
  /** One for each query term that the segment knows. */
  readonly cursors: readonly TermCursor[];
}

/** Cursors of one window, the weakest first, with the most that each can bring there. */
interface Window {
  readonly cursors: TermCursor[];
  readonly bounds: Float64Array;
}

/**
 * MaxScore over windows: the weakest terms that together can not lift a chunk into the list only complete the scores
 * of chunks which the others found. Bounds are those of the blocks that touch the window. Exact, ties included.
 *
 * @param sums  WINDOW numbers of scratch, all zero; left so
 * @see Turtle and Flood: Query evaluation, 1995; Ding and Suel: Faster top-k document retrieval, SIGIR 2011
 */
export function searchSegment(search: SegmentSearch, sums: Float64Array, top: TopList): void {
  const window: Window = { cursors: [...search.cursors], bounds: new Float64Array(search.cursors.length) };
  for (let from = 0; from < search.chunkCount; from += WINDOW) {
    const to = Math.min(search.chunkCount, from + WINDOW);
    orderByBound(window, from, to);
    const weak = countWeak(window.bounds, top.threshold());
    if (weak === window.cursors.length) continue;
    for (let index = weak; index < window.cursors.length; index++) {
      window.cursors[index]?.accumulate(from, to, sums);
    }
    collect(search, { window, weak, from, to }, { sums, top });
    sums.fill(0, 0, to - from);
  }
}

/** Insertion sort: there are few cursors, and they hardly change places between windows. */
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

/** How many of the weakest together stay below the threshold. */
function countWeak(bounds: Float64Array, threshold: number): number {
  let sum = 0;
  let count = 0;
  while (count < bounds.length) {
    sum += bounds[count] ?? 0;
    if (sum >= threshold) break;
    count++;
  }
  return count;
}

function collect(
  search: SegmentSearch,
  range: { readonly window: Window; readonly weak: number; readonly from: number; readonly to: number },
  target: { readonly sums: Float64Array; readonly top: TopList },
): void {
  const { window, weak, from, to } = range;
  const { sums, top } = target;
  let reserve = 0;
  for (let index = 0; index < weak; index++) reserve += window.bounds[index] ?? 0;
  let needed = Math.max(1, top.threshold() - reserve);
  const size = to - from;
  for (let at = nextReaching(sums, 0, { size, needed }); at < size; at = nextReaching(sums, at + 1, { size, needed })) {
    const ordinal = from + at;
    if (search.allowed !== undefined && !isAllowed(search.allowed, ordinal)) continue;
    const sum = sums[at] ?? 0;
    const score = weak === 0 ? sum : complete({ window, weak, reserve, sum }, ordinal, top.threshold());
    if (score < top.threshold()) continue;
    top.offer(score, search.segment, ordinal);
    needed = Math.max(1, top.threshold() - reserve);
  }
}

/** The first index from `start` whose sum is at least `needed`, or `size`. */
function nextReaching(sums: Float64Array, start: number, until: { size: number; needed: number }): number {
  const { size, needed } = until;
  let index = start;
  while (index < size && (sums[index] ?? 0) < needed) index++;
  return index;
}

/** Adds what the weak terms bring, the strongest first, until the chunk can no longer enter. */
function complete(
  start: { readonly window: Window; readonly weak: number; readonly reserve: number; readonly sum: number },
  ordinal: number,
  threshold: number,
): number {
  const { window, weak } = start;
  let { reserve, sum } = start;
  for (let index = weak - 1; index >= 0; index--) {
    if (sum + reserve < threshold) return -1;
    sum += window.cursors[index]?.contributionTo(ordinal) ?? 0;
    reserve -= window.bounds[index] ?? 0;
  }
  return sum;
}
