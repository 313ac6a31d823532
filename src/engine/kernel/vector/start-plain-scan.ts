import { isAllowed } from "../select/bitset.ts";
import { cosine } from "./cosine.ts";
import { hammingDistances } from "./hamming-distances.ts";
import type { QuantizedQuery } from "./quantize.ts";
import { type NearEnough, type Scan, type ScanSource, WEIGHT_STEP_BITS } from "./scan.ts";

/** Chunks of a group in `sampleDistances`. */
const GROUP = 32;

/** Starts a scan in JavaScript, for machines without WebAssembly SIMD. */
export function startPlainScan({ segment, first, rows, allowed }: ScanSource, query: QuantizedQuery): Scan {
  let noted: readonly NotedChunk[] = [];
  const { weightOf } = createWeigher(rows, query);
  const allowedOrdinals = (): readonly number[] =>
    Array.from({ length: rows.count }, (_, ordinal) => ordinal).filter(
      (ordinal) => allowed === undefined || isAllowed(allowed, ordinal),
    );
  const isNear = ({ distance, weight }: NotedChunk, { furthest, heaviest }: NearEnough): boolean =>
    distance <= furthest && weight <= heaviest;
  return {
    segment,
    sampleDistances(stride, counts) {
      const distances = hammingDistances(rows, query.code);
      for (const ordinal of allowedOrdinals()) {
        if (Math.floor(ordinal / GROUP) % stride === 0) addOne(counts, distances[ordinal]);
      }
    },
    noteNear(bound, counts) {
      const distances = hammingDistances(rows, query.code);
      const ordinals = allowedOrdinals();
      const near = ordinals.filter((ordinal) => (distances[ordinal] ?? 0) <= bound);
      noted = near.map((ordinal) => ({ ordinal, distance: distances[ordinal] ?? 0, weight: weightOf(ordinal) }));
      for (const { distance } of noted) addOne(counts, distance);
      return ordinals.length;
    },
    countWeights(furthest, counts) {
      for (const { distance, weight } of noted) if (distance <= furthest) addOne(counts, weight);
    },
    scoreNear(near, visit) {
      noted = noted.filter((chunk) => isNear(chunk, near));
      for (const { ordinal, weight } of noted) visit(first + ordinal, cosine(rows, ordinal, query), weight);
    },
    offerAll(top) {
      for (const ordinal of allowedOrdinals()) top.offer(cosine(rows, ordinal, query), segment, first + ordinal);
    },
  };
}

interface NotedChunk {
  readonly ordinal: number;
  readonly distance: number;
  /** Weighted distance in steps. */
  readonly weight: number;
}

function addOne(counts: Uint32Array, at = 0): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

function createWeigher({ codes, codeWords }: ScanSource["rows"], { code, weights }: QuantizedQuery) {
  const isSet = (bytes: number, bit: number): number => (bytes >>> bit) & 1;
  const weightOf = (ordinal: number): number => {
    let sum = 0;
    for (const [at, weight] of weights.entries()) {
      const word = codes[ordinal * codeWords + (at >>> 5)] ?? 0;
      if (isSet(word, at & 31) !== isSet(code[at >>> 3] ?? 0, at & 7)) sum += weight;
    }
    return sum >>> WEIGHT_STEP_BITS;
  };
  return { weightOf };
}
