import type { ScanSpace, VectorsPart } from "../segment/index.ts";
import type { Allowed, TopList } from "../select/index.ts";
import type { QuantizedQuery } from "./quantize.ts";
import type { Scan, VectorSource } from "./scan.ts";
import { type ScanLoops, startLoops } from "./scan-loops.ts";

/** A part that lies in its segment's memory. */
type PlacedPart = VectorsPart & { readonly space: ScanSpace };

/** An instance of the loops for each segment's memory, let go with it. */
const loopsOf = new WeakMap<ScanSpace, ScanLoops>();

/** A scan by the WebAssembly loops; undefined where they or the memory they could read are not to be had. */
export function startSimdScan({ part, allowed, segment }: VectorSource, query: QuantizedQuery): Scan | undefined {
  const { space } = part;
  const loops = space && (loopsOf.get(space) ?? startLoops(space.memory));
  if (!space || !loops) return undefined;
  loopsOf.set(space, loops);
  const begin = (): void => {
    placeQuery(loops, { ...part, space }, query);
    placeAllowed(loops, space, allowed);
  };
  return {
    countDistances(counts) {
      begin();
      space.counts.fill(0);
      loops.countDistances();
      for (const [distance, count] of space.counts.entries()) counts[distance] = (counts[distance] ?? 0) + count;
    },
    offerNear: (furthest, top) => offerFound(loops, { ...part, space }, { furthest, top, segment }),
    offerAll(top) {
      begin();
      loops.allowAll();
      offerFound(loops, { ...part, space }, { furthest: 0, top, segment });
    },
  };
}

function placeQuery(loops: ScanLoops, part: PlacedPart, query: QuantizedQuery): void {
  const { space } = part;
  space.queryCode.set(query.code);
  space.queryValues.set(query.values);
  loops.rows.value = part.count;
  loops.scales.value = part.scales.byteOffset;
  loops.codes.value = part.codes.byteOffset;
  loops.codeStride.value = part.codeWords * 4;
  loops.values.value = part.values.byteOffset;
  loops.valueStride.value = part.valueStride;
  loops.queryCode.value = space.queryCode.byteOffset;
  loops.queryValues.value = space.queryValues.byteOffset;
  loops.queryScale.value = query.scale;
  loops.distances.value = space.distances.byteOffset;
  loops.counts.value = space.counts.byteOffset;
  loops.foundOrdinals.value = space.foundOrdinals.byteOffset;
  loops.foundScores.value = space.foundScores.byteOffset;
}

function placeAllowed(loops: ScanLoops, space: ScanSpace, allowed: Allowed): void {
  loops.allowed.value = allowed === undefined ? 0 : space.allowed.byteOffset;
  if (allowed !== undefined) space.allowed.set(allowed.subarray(0, space.allowed.length));
}

/** Step by step, each told what score the list still takes. */
function offerFound(
  loops: ScanLoops,
  { space, count }: PlacedPart,
  near: { readonly furthest: number; readonly top: TopList; readonly segment: number },
): void {
  const { foundOrdinals, foundScores } = space;
  for (let start = 0; start < count; start += foundOrdinals.length) {
    loops.threshold.value = near.top.threshold();
    const found = loops.scoreNear(start, Math.min(count, start + foundOrdinals.length), near.furthest);
    for (let index = 0; index < found; index++) {
      near.top.offer(foundScores[index] ?? 0, near.segment, foundOrdinals[index] ?? 0);
    }
  }
}
