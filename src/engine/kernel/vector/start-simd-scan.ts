import type { ScanSpace } from "../segment/scan-space.ts";
import type { SegmentMemory } from "../segment/segment-memory.ts";
import type { QuantizedQuery } from "./quantize.ts";
import type { Scan, ScanSource } from "./scan.ts";
import { type ScanLoops, startLoops } from "./scan-loops.ts";
import { placeQuery, type ScanPlaces, setPlaces } from "./scan-places.ts";

/** Instances of the loops, one for each segment's memory; they are freed with it. */
const loopsOf = new WeakMap<SegmentMemory, ScanLoops>();

/** Returns this thread's loops over a memory; undefined if they cannot run. */
export function findLoops(memory: SegmentMemory): ScanLoops | undefined {
  const loops = loopsOf.get(memory) ?? startLoops(memory);
  if (loops !== undefined) loopsOf.set(memory, loops);
  return loops;
}

/** A scan whose loops can run in any thread that shares the memory. */
export interface PlacedScan extends Scan {
  readonly space: ScanSpace;
  /** Places of everything that the loops read and write. */
  readonly places: ScanPlaces;
  /** Clears the counts of distances and returns the places. */
  prepare(): ScanPlaces;
  /** Sets the number of chunks that another thread noted or left over. */
  takeNoted(count: number): void;
  /** Returns the number of noted chunks. */
  noted(): number;
  /** Adds the counts of the noted chunks' distances to `counts`. */
  addCounts(counts: Uint32Array): void;
  /** Visits the rows that another thread scored. */
  showFound(visit: (ordinal: number, score: number) => void): void;
}

/** Starts a scan by the WebAssembly loops; undefined if they cannot run or the rows are not in a segment's memory. */
export function startSimdScan(
  { segment, first, rows, allowed }: ScanSource,
  query: QuantizedQuery,
): PlacedScan | undefined {
  const { space } = rows;
  const loops = space && findLoops(space.memory);
  if (!space || !loops) return undefined;
  const places = placeQuery({ ...rows, space }, query, allowed);
  /** Number of noted rows, kept between the passes of a scan. */
  let noted = 0;
  // The same loops may have scanned other rows in the meantime.
  const enter = (): void => {
    setPlaces(loops, places);
    loops.nearCount.value = noted;
  };
  const prepare = (): ScanPlaces => {
    space.counts.fill(0);
    return places;
  };
  return {
    segment,
    space,
    places,
    prepare,
    takeNoted(count) {
      noted = count;
    },
    noted: () => noted,
    addCounts: (counts) => addTo(counts, space.counts),
    showFound(visit) {
      for (let index = 0; index < noted; index++) {
        visit(first + (space.foundOrdinals[index] ?? 0), space.foundScores[index] ?? 0);
      }
    },
    sampleDistances(stride, counts) {
      setPlaces(loops, prepare());
      loops.sampleDistances(stride);
      addTo(counts, space.counts);
    },
    noteNear(bound, counts) {
      setPlaces(loops, prepare());
      const chunks = loops.noteNear(bound);
      noted = loops.nearCount.value;
      addTo(counts, space.counts);
      return chunks;
    },
    countWeights(furthest, counts) {
      enter();
      space.weightCounts.fill(0);
      loops.countWeights(furthest);
      addTo(counts, space.weightCounts);
    },
    scoreNear({ furthest, heaviest }, visit) {
      enter();
      loops.selectNear(furthest, heaviest);
      noted = loops.nearCount.value;
      const visitFound = (row: number, score: number, number: number) =>
        visit(first + row, score, space.nearWeights[number] ?? 0);
      forEachFound(loops, space, () => Number.NEGATIVE_INFINITY, visitFound);
    },
    offerAll(top) {
      enter();
      loops.noteAll();
      const visit = (row: number, score: number) => top.offer(score, segment, first + row);
      forEachFound(loops, space, top.threshold, visit);
    },
  };
}

function addTo(sums: Uint32Array, counts: Uint32Array): void {
  for (let at = 0; at < counts.length; at++) sums[at] = (sums[at] ?? 0) + (counts[at] ?? 0);
}

/**
 * Scores the noted rows step by step and visits those that reach the threshold.
 *
 * @param threshold  returns the minimum score of a visited row; called before each step
 * @param visit      visits a row; `number` is its index among the noted rows if every row is visited
 */
function forEachFound(
  loops: ScanLoops,
  { foundOrdinals, foundScores }: ScanSpace,
  threshold: () => number,
  visit: (row: number, score: number, number: number) => void,
): void {
  const count = loops.nearCount.value;
  for (let start = 0; start < count; start += foundOrdinals.length) {
    loops.threshold.value = threshold();
    const found = loops.score(start, Math.min(count, start + foundOrdinals.length));
    for (let index = 0; index < found; index++) {
      visit(foundOrdinals[index] ?? 0, foundScores[index] ?? 0, start + index);
    }
  }
}
