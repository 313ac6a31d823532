import type { ScanSpace } from "../segment/scan-space.ts";
import type { SegmentMemory } from "../segment/segment-memory.ts";
import type { QuantizedQuery } from "./quantize.ts";
import type { Scan, ScanSource } from "./scan.ts";
import { type ScanLoops, startLoops } from "./scan-loops.ts";
import { placeQuery, type ScanPlaces, setPlaces } from "./scan-places.ts";

/** An instance of the loops for each segment's memory, let go with it. */
const loopsOf = new WeakMap<SegmentMemory, ScanLoops>();

/** This thread's loops over a memory; undefined where they can not run. */
export function findLoops(memory: SegmentMemory): ScanLoops | undefined {
  const loops = loopsOf.get(memory) ?? startLoops(memory);
  if (loops !== undefined) loopsOf.set(memory, loops);
  return loops;
}

/** A scan whose loops can run in any thread that has the memory. */
export interface PlacedScan extends Scan {
  readonly space: ScanSpace;
  /** Where the loops find everything. */
  readonly places: ScanPlaces;
  /** Empties the counts of distances; answers the places. */
  prepare(): ScanPlaces;
  /** Takes over what another thread noted, or left of it. */
  takeNoted(count: number): void;
  /** What is noted now. */
  noted(): number;
  /** The counts of what is noted, added to others. */
  addCounts(counts: Uint32Array): void;
  /** Shows the rows that another thread left and scored. */
  showFound(visit: (ordinal: number, score: number) => void): void;
}

/** A scan by the WebAssembly loops; undefined where they or the memory they could read are not to be had. */
export function startSimdScan(
  { segment, first, rows, allowed }: ScanSource,
  query: QuantizedQuery,
): PlacedScan | undefined {
  const { space } = rows;
  const loops = space && findLoops(space.memory);
  if (!space || !loops) return undefined;
  const places = placeQuery({ ...rows, space }, query, allowed);
  const results = { noted: 0 };
  /** Other rows may have been scanned by the same loops meanwhile. */
  const enter = (): void => {
    setPlaces(loops, places);
    loops.nearCount.value = results.noted;
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
    ...shareResults({ first, space }, results),
    sampleDistances(stride, counts) {
      setPlaces(loops, prepare());
      loops.sampleDistances(stride);
      addTo(counts, space.counts);
    },
    noteNear(bound, counts) {
      setPlaces(loops, prepare());
      const chunks = loops.noteNear(bound);
      results.noted = loops.nearCount.value;
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
      results.noted = loops.nearCount.value;
      const visitFound = (row: number, score: number, number: number) =>
        visit(first + row, score, space.nearWeights[number] ?? 0);
      forEachFound(loops, space, { threshold: () => Number.NEGATIVE_INFINITY, visit: visitFound });
    },
    offerAll(top) {
      enter();
      loops.noteAll();
      const visit = (row: number, score: number) => top.offer(score, segment, first + row);
      forEachFound(loops, space, { threshold: top.threshold, visit });
    },
  };
}

/** What other threads' work on a scan is taken over with, and its own is handed on. */
function shareResults(
  { first, space }: { readonly first: number; readonly space: ScanSpace },
  results: { noted: number },
): Pick<PlacedScan, "takeNoted" | "noted" | "addCounts" | "showFound"> {
  return {
    takeNoted(count) {
      results.noted = count;
    },
    noted: () => results.noted,
    addCounts: (counts) => addTo(counts, space.counts),
    showFound(visit) {
      for (let index = 0; index < results.noted; index++) {
        visit(first + (space.foundOrdinals[index] ?? 0), space.foundScores[index] ?? 0);
      }
    },
  };
}

function addTo(sums: Uint32Array, counts: Uint32Array): void {
  for (let at = 0; at < counts.length; at++) sums[at] = (sums[at] ?? 0) + (counts[at] ?? 0);
}

interface Showing {
  /** The lowest score that is shown; asked before each step. */
  threshold(): number;
  /** Where all are shown, `number` is the row's place among those noted. */
  visit(row: number, score: number, number: number): void;
}

/** Scores the rows that are noted, step by step. */
function forEachFound(loops: ScanLoops, { foundOrdinals, foundScores }: ScanSpace, showing: Showing): void {
  const count = loops.nearCount.value;
  for (let start = 0; start < count; start += foundOrdinals.length) {
    loops.threshold.value = showing.threshold();
    const found = loops.score(start, Math.min(count, start + foundOrdinals.length));
    for (let index = 0; index < found; index++) {
      showing.visit(foundOrdinals[index] ?? 0, foundScores[index] ?? 0, start + index);
    }
  }
}
