import { InvalidArgumentError, type SampledChunk, type SampleQuery, type VectorSample } from "../../core/index.ts";
import { copyOf } from "./read-indexed.ts";
import { type Allowed, isAllowed } from "./select/bitset.ts";
import type { LiveSegment } from "./snapshot/live-segment.ts";
import type { Snapshot } from "./snapshot/snapshots.ts";
import { topListOver } from "./top-of-segments.ts";

/**
 * Bottom-k sampling: a chunk's lot is a hash of its document's id and its number there, and the lowest lots are taken. So
 * the same chunks are taken whatever segments they lie in, and no chunk id is decoded to choose.
 *
 * @see Cohen, Kaplan: Summarizing Data Using Bottom-k Sketches, PODC 2007
 */
export async function sampleVectors(
  { generation, segments }: Snapshot,
  { scope, filter, space, limit }: SampleQuery,
  signal: AbortSignal,
): Promise<VectorSample> {
  if (!(limit >= 1)) throw new InvalidArgumentError(`A sample of ${limit} is none: at least 1 is needed.`);
  const lowest = topListOver(segments, limit);
  let [chunks, chunksWithVectors] = [0, 0];
  for (const [number, one] of segments.entries()) {
    const isOfSpace = one.segment.info.space?.fingerprint === space.fingerprint;
    const seen = drawLots(one, one.allowed(scope, filter), (lot, ordinal) => {
      if (isOfSpace) lowest.offer(-lot, number, ordinal);
    });
    chunks += seen;
    if (isOfSpace) chunksWithVectors += seen;
  }
  const taken = lowest.toArray();
  const sample: SampledChunk[] = [];
  for (const [number, one] of segments.entries()) {
    const ordinals = taken.filter(({ segment }) => segment === number).map(({ ordinal }) => ordinal);
    if (ordinals.length > 0) sample.push(...(await readSampled(one, ordinals, signal)));
  }
  sample.sort((one, other) => (one.chunkId < other.chunkId ? -1 : 1));
  return { generation, chunks, chunksWithVectors, sample };
}

/** Tells the lot of each chunk that is allowed; answers how many there are. Chunks of a document stand together, in its order. */
function drawLots({ documents }: LiveSegment, allowed: Allowed, tell: (lot: number, ordinal: number) => void): number {
  const owners = documents.documentOfChunk;
  const hashes = new Map<number, number>();
  let [owner, number, seen] = [-1, 0, 0];
  for (let ordinal = 0; ordinal < owners.length; ordinal++) {
    const document = owners[ordinal] ?? 0;
    number = document === owner ? number + 1 : 0;
    owner = document;
    if (allowed !== undefined && !isAllowed(allowed, ordinal)) continue;
    const hash = hashes.get(document) ?? hashOf(documents.documentIds.at(document));
    hashes.set(document, hash);
    tell(mix(hash ^ mix(number + 1)), ordinal);
    seen += 1;
  }
  return seen;
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

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mix(hash);
}

/** The finisher of MurmurHash3: every bit of the number moves every bit of the outcome. */
function mix(number: number): number {
  let hash = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
