import {
  append,
  InvalidArgumentError,
  type SampledChunk,
  type SampleQuery,
  type VectorSample,
} from "../../core/index.ts";
import { copyOf } from "./read-indexed.ts";
import { type Allowed, isAllowed } from "./select/bitset.ts";
import { hasVectorsOf, type LiveSegment } from "./snapshot/live-segment.ts";
import type { Snapshot } from "./snapshot/snapshots.ts";
import { topListOver } from "./top-of-segments.ts";

/**
 * Samples at most `limit` chunks with their vectors, by bottom-k sampling. A chunk's lot is a hash of its document's id
 * and its number in the document; the chunks with the lowest lots are taken. The sample therefore does not depend on
 * how chunks are spread over segments, and choosing it decodes no chunk id.
 *
 * @returns the sample by chunk id
 * @throws {InvalidArgumentError} if `limit` is below 1
 * @see Cohen, Kaplan: Summarizing Data Using Bottom-k Sketches, PODC 2007
 */
export async function sampleVectors(
  { generation, segments }: Snapshot,
  { scope, filter, space, limit }: SampleQuery,
  signal: AbortSignal,
): Promise<VectorSample> {
  if (!(limit >= 1)) throw new InvalidArgumentError(`A sample has at least 1 chunk, but ${limit} were asked for.`);
  const lowest = topListOver(segments, limit);
  let [chunks, chunksWithVectors] = [0, 0];
  for (const [number, segment] of segments.entries()) {
    const part = hasVectorsOf(segment, space) ? await segment.vectors(signal) : undefined;
    chunks += drawLots(segment, segment.allowed(scope, filter), (lot, ordinal) => {
      if (part === undefined || part.scales[ordinal] === 0) return;
      chunksWithVectors++;
      lowest.offer(-lot, number, ordinal);
    });
  }

  const chosen = lowest.toArray();
  const sample: SampledChunk[] = [];
  for (const [number, segment] of segments.entries()) {
    const ordinals = chosen.filter((entry) => entry.segment === number).map(({ ordinal }) => ordinal);
    if (ordinals.length > 0) append(sample, await readSampled(segment, ordinals, signal));
  }
  sample.sort((left, right) => (left.chunkId < right.chunkId ? -1 : 1));
  return { generation, chunks, chunksWithVectors, sample };
}

/**
 * Visits each allowed chunk with its lot, and returns their number. Relies on a segment's order: the chunks of a
 * document are together, in the document's order.
 */
function drawLots({ documents }: LiveSegment, allowed: Allowed, visit: (lot: number, ordinal: number) => void): number {
  const owners = documents.documentOfChunk;
  const hashes = new Map<number, number>();
  let [owner, number, count] = [-1, 0, 0];
  for (let ordinal = 0; ordinal < owners.length; ordinal++) {
    const document = owners[ordinal] ?? 0;
    number = document === owner ? number + 1 : 0;
    owner = document;
    if (allowed !== undefined && !isAllowed(allowed, ordinal)) continue;
    const hash = hashes.get(document) ?? hashOf(documents.documentIds.at(document));
    hashes.set(document, hash);
    visit(mix(hash ^ mix(number + 1)), ordinal);
    count += 1;
  }
  return count;
}

async function readSampled(
  { documents, vectors }: LiveSegment,
  ordinals: readonly number[],
  signal: AbortSignal,
): Promise<readonly SampledChunk[]> {
  const part = await vectors(signal);
  if (part === undefined) return [];
  return ordinals.map((ordinal) => {
    const { id, language } = documents.entry(documents.documentOfChunk[ordinal] ?? 0);
    return { chunkId: documents.chunkIds.at(ordinal), documentId: id, language, vector: copyOf(part.row(ordinal)) };
  });
}

/** Hashes a text to 32 bits by FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mix(hash);
}

/** Mixes a number by the finisher of MurmurHash3: every input bit affects every output bit. */
function mix(number: number): number {
  let hash = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
