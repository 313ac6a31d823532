import { type Allowed, isAllowed } from "../select/bitset.ts";
import type { TopList } from "../select/top-list.ts";
import type { TermCursor } from "./term-cursor.ts";

/** Chunks looked at together; their sums fit the fastest cache. */
const WINDOW = 2048;

/** One segment's way to the best chunks. */
export interface SegmentSearch {
  /** As `TopList.offer` is told. */
  readonly segment: number;
  readonly chunkCount: number;
  readonly allowed: Allowed;
  /** One for each query term that the segment knows. */
  readonly cursors: readonly TermCursor[];
}

/** The cursors of one window, the weakest first, with the most that each can bring there. */
interface Window {
  readonly cursors: TermCursor[];
  readonly bounds: Float64Array;
  /** How many of the weakest together can not lift a chunk into the list, and the most that they bring. */
  weak: number;
  reserve: number;
}

/**
 * MaxScore over windows: the weakest terms that together can not lift a chunk into the list only complete the scores
 * of chunks which the others found. Bounds are those of the blocks that touch the window. Exact, ties included.
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
    collect(search, { window, from, sums: sums.subarray(0, to - from) }, top);
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

function setApartWeak(window: Window, threshold: number): void {
  window.weak = 0;
  window.reserve = 0;
  for (const bound of window.bounds) {
    if (window.reserve + bound >= threshold) return;
    window.reserve += bound;
    window.weak++;
  }
}

/** Offers the window's chunks that may enter the list. No object is made here for each of them: there are thousands. */
function collect(
  search: SegmentSearch,
  range: { readonly window: Window; readonly from: number; readonly sums: Float64Array },
  top: TopList,
): void {
  const { window, from, sums } = range;
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

/** The first index from `start` whose sum is at least `needed`, or the length. A tight loop of its own is compiled best. */
function nextReaching(sums: Float64Array, start: number, needed: number): number {
  let index = start;
  while (index < sums.length && (sums[index] ?? 0) < needed) index++;
  return index;
}

/** What the weak terms bring to a chunk, the strongest first; less than `missing` as soon as they can not bring that. */
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
