import { weightStepsOf } from "../segment/scan-space.ts";
import { candidateCount, nearestOf, scoredCount } from "./candidate-counts.ts";
import type { QuantizedQuery } from "./quantize.ts";
import type { NearEnough, Scan, StartScan } from "./scan.ts";
import { startPlainScan } from "./start-plain-scan.ts";
import { startSimdScan } from "./start-simd-scan.ts";

/** A query with the scans of all rows that it searches. */
export interface PreparedScans {
  readonly query: QuantizedQuery;
  readonly limit: number;
  /** Number of rows of all scans. */
  readonly rows: number;
  readonly scans: readonly Scan[];
}

/** Counts of the chunks that scans have noted. */
export interface NotedCounts {
  /** Number of noted chunks at each distance. */
  readonly counts: Uint32Array;
  /** Number of all allowed chunks. */
  readonly chunks: number;
}

/**
 * Extra entries in a table of distances: a stored code is padded to a multiple of 128 bits, and distances begin at 0.
 */
const MAX_PADDING_BITS = 129;
/** Number of chunks sampled to estimate the distance of the candidates. */
const SAMPLE_CHUNKS = 4_096;

/** Starts a scan by the WebAssembly loops, or in JavaScript if they cannot run. */
export const startScan: StartScan = (source, query) => startSimdScan(source, query) ?? startPlainScan(source, query);

/**
 * Estimates the distance of the last candidate from a sample of the chunks: rarely too small, and never far too large.
 */
export function guessBound({ query, limit, rows, scans }: PreparedScans): number {
  const stride = Math.max(1, Math.floor(rows / SAMPLE_CHUNKS));
  const sample = createCounts(query);
  for (const scan of scans) scan.sampleDistances(stride, sample);
  const expected = candidateCount(limit, sum(sample) * stride) / stride;
  return nearestOf(sample, stride === 1 ? expected : expected + 4 * Math.sqrt(expected) + 8);
}

/** Notes all allowed chunks up to a distance of `bound`. */
export function noteWithin({ query, scans }: PreparedScans, bound: number): NotedCounts {
  const counts = createCounts(query);
  const chunks = scans.reduce((total, scan) => total + scan.noteNear(bound, counts), 0);
  return { counts, chunks };
}

/** Returns the notes if they include all candidates; else notes all chunks. */
export function completeNoted(prepared: PreparedScans, noted: NotedCounts): NotedCounts {
  const candidates = Math.min(candidateCount(prepared.limit, noted.chunks), noted.chunks);
  return sum(noted.counts) < candidates ? noteWithin(prepared, noted.counts.length) : noted;
}

/** Chooses the limits of distance for candidates and of weighted distance for candidates that are scored. */
export function chooseNear({ query, limit, scans }: PreparedScans, { counts, chunks }: NotedCounts): NearEnough {
  const furthest = nearestOf(counts, candidateCount(limit, chunks));
  const weights = createWeightCounts(query);
  for (const scan of scans) scan.countWeights(furthest, weights);
  return { furthest, heaviest: nearestOf(weights, scoredCount(limit, chunks)) };
}

/** Creates a table with one entry for each distance. */
export function createCounts(query: QuantizedQuery): Uint32Array {
  return new Uint32Array(bitsOf(query));
}

/** Creates a table with one entry for each step of weighted distances. */
function createWeightCounts(query: QuantizedQuery): Uint32Array {
  return new Uint32Array(weightStepsOf(bitsOf(query)));
}

/** Returns the sum of all entries. */
function sum(counts: Uint32Array): number {
  let total = 0;
  for (let at = 0; at < counts.length; at++) total += counts[at] ?? 0;
  return total;
}

function bitsOf({ code }: QuantizedQuery): number {
  return code.length * 8 + MAX_PADDING_BITS;
}
