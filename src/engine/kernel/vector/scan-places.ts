import type { ScanSpace } from "../segment/scan-space.ts";
import type { VectorRows } from "../segment/vector-rows.ts";
import type { Allowed } from "../select/bitset.ts";
import { type QuantizedQuery, WEIGHT_PLANES } from "./quantize.ts";
import type { ScanLoops } from "./scan-loops.ts";

const WORD_BYTES = 8;

/** Rows in their segment's memory, with their work space. */
export type PlacedRows = VectorRows & { readonly space: ScanSpace };

const NAMES = [
  "rows",
  "scales",
  "codes",
  "codeStride",
  "values",
  "valueStride",
  "queryCode",
  "planes",
  "queryValues",
  "queryScale",
  "allowed",
  "counts",
  "weightCounts",
  "nearRows",
  "nearDistances",
  "nearWeights",
  "foundOrdinals",
  "foundScores",
] as const;

/** Places and sizes of everything that a scan reads and writes. The loops of any thread get them before a call. */
export type ScanPlaces = Readonly<Record<(typeof NAMES)[number], number>>;

/** Returns whether a structured clone has all places. */
export function isScanPlaces(places: Readonly<Record<string, number>>): places is ScanPlaces {
  return NAMES.every((name) => name in places);
}

/** Sets the places in the loops. */
export function setPlaces(loops: ScanLoops, places: ScanPlaces): void {
  for (const name of NAMES) loops[name].value = places[name];
}

/** Copies the query and the filter into the rows' work space and returns all places. */
export function placeQuery(rows: PlacedRows, query: QuantizedQuery, allowed: Allowed): ScanPlaces {
  const { space } = rows;
  space.queryCode.set(query.code);
  placePlanes(space, query.weights);
  space.queryValues.set(query.values);
  if (allowed !== undefined) space.allowed.set(allowed.subarray(0, space.allowed.length));
  return {
    rows: rows.count,
    scales: rows.scales.byteOffset,
    codes: rows.codes.byteOffset,
    codeStride: rows.codeWords * 4,
    values: rows.values.byteOffset,
    valueStride: rows.valueStride,
    queryCode: space.queryCode.byteOffset,
    planes: space.planes.byteOffset,
    queryValues: space.queryValues.byteOffset,
    queryScale: query.scale,
    allowed: allowed === undefined ? 0 : space.allowed.byteOffset,
    counts: space.counts.byteOffset,
    weightCounts: space.weightCounts.byteOffset,
    nearRows: space.nearRows.byteOffset,
    nearDistances: space.nearDistances.byteOffset,
    nearWeights: space.nearWeights.byteOffset,
    foundOrdinals: space.foundOrdinals.byteOffset,
    foundScores: space.foundScores.byteOffset,
  };
}

/**
 * Writes the weights as planes of binary digits. For each 64 bits of the code, the four planes
 * follow one another, ones first.
 */
function placePlanes({ planes }: ScanSpace, weights: Uint8Array): void {
  planes.fill(0);
  for (let at = 0; at < weights.length; at++) {
    const word = (at >>> 6) * WORD_BYTES * WEIGHT_PLANES + ((at & 63) >>> 3);
    for (let weight = weights[at] ?? 0, byte = word; weight > 0; weight >>>= 1, byte += WORD_BYTES) {
      if ((weight & 1) === 1) planes[byte] = (planes[byte] ?? 0) | (1 << (at & 7));
    }
  }
}
