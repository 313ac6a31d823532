import { candidateCount, nearestOf, scoredCount } from "./candidate-counts.ts";
import type { QuantizedQuery } from "./quantize.ts";
import { type NearEnough, type Scan, type StartScan, weightStepsOf } from "./scan.ts";
import { startPlainScan } from "./start-plain-scan.ts";
import { startSimdScan } from "./start-simd-scan.ts";

/** Scans of all rows that are searched. */
export interface Prepared {
  readonly query: QuantizedQuery;
  readonly limit: number;
  readonly rows: number;
  readonly scans: readonly Scan[];
}

/** What the scans have noted. */
export interface Noted {
  /** By distance. */
  readonly counts: Uint32Array;
  /** All that are allowed. */
  readonly chunks: number;
}

/** A stored code is padded to 128 bits; distances never reach into it. */
const MOST_PADDING_BITS = 129;
/** Chunks whose distances tell how far the candidates are about. */
const SAMPLE = 4_096;

export const startScan: StartScan = (source, query) => startSimdScan(source, query) ?? startPlainScan(source, query);

/** A distance that hardly ever is below that of the last candidate, and not far above: by a sample of the chunks. */
export function guessBound({ query, limit, rows, scans }: Prepared): number {
  const stride = Math.max(1, Math.floor(rows / SAMPLE));
  const sample = createCounts(query);
  for (const scan of scans) scan.sampleDistances(stride, sample);
  const expected = candidateCount(limit, sum(sample) * stride) / stride;
  return nearestOf(sample, stride === 1 ? expected : expected + 4 * Math.sqrt(expected) + 8);
}

export function noteWithin({ query, scans }: Prepared, bound: number): Noted {
  const counts = createCounts(query);
  const chunks = scans.reduce((total, scan) => total + scan.noteNear(bound, counts), 0);
  return { counts, chunks };
}

/** What was noted, if all candidates are among it; else all chunks are noted. */
export function completeNoted(prepared: Prepared, noted: Noted): Noted {
  const wanted = Math.min(candidateCount(prepared.limit, noted.chunks), noted.chunks);
  return sum(noted.counts) < wanted ? noteWithin(prepared, noted.counts.length) : noted;
}

/** Where the candidates end, and where those of them that are scored. */
export function chooseNear({ query, limit, scans }: Prepared, { counts, chunks }: Noted): NearEnough {
  const furthest = nearestOf(counts, candidateCount(limit, chunks));
  const weights = createWeightCounts(query);
  for (const scan of scans) scan.countWeights(furthest, weights);
  return { furthest, heaviest: nearestOf(weights, scoredCount(limit, chunks)) };
}

/** One for each distance. */
export function createCounts(query: QuantizedQuery): Uint32Array {
  return new Uint32Array(bitsOf(query));
}

/** One for each step of weighted distances. */
export function createWeightCounts(query: QuantizedQuery): Uint32Array {
  return new Uint32Array(weightStepsOf(bitsOf(query)));
}

export function sum(counts: Uint32Array): number {
  let total = 0;
  for (let at = 0; at < counts.length; at++) total += counts[at] ?? 0;
  return total;
}

function bitsOf({ code }: QuantizedQuery): number {
  return code.length * 8 + MOST_PADDING_BITS;
}
