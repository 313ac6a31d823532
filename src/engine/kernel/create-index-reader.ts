import type { Analyzer, IndexReader, IndexStatistics, ScanThreads, StoreReader } from "../../core/index.ts";
import { explainChunks } from "./explain-chunks.ts";
import { findFields } from "./filter/find-fields.ts";
import { languagesOf } from "./prepare-query.ts";
import { readIndexed } from "./read-indexed.ts";
import { sampleVectors } from "./sample-vectors.ts";
import { searchSnapshot } from "./search-snapshot.ts";
import { openSegment, openSharedSegment } from "./segment/open-segment.ts";
import { isAllowed } from "./select/bitset.ts";
import { hasVectorsOf, type LiveSegment } from "./snapshot/live-segment.ts";
import { createSnapshots, type Snapshot } from "./snapshot/snapshots.ts";
import { createScanTeam } from "./vector/scan-team.ts";

/** Minimum size of a segment that threads share, as a fraction of the rows from which sharing a scan saves time. */
const MIN_SHARE = 1 / 8;

/** Services that an index reader works with. */
export interface IndexReaderServices {
  readonly store: StoreReader;
  readonly analyzer: Analyzer;
  /** Threads that help to scan many vectors; the caller closes them. */
  readonly scanThreads?: ScanThreads;
}

/**
 * Creates a reader that searches the collections of a store. Any number of readers may share a store with one writer.
 * Each search sees exactly one generation. A reader notices a new generation and loads only its new segments.
 *
 * Segments analysed by older rules are searched as they are; the next merge rewrites them.
 *
 * @throws {InvalidArgumentError} from `search` and `explain` if a limit is below 1, an alternative's weight is not in
 *   (0, 1], or a vector does not fit its space
 */
export function createIndexReader(services: IndexReaderServices): IndexReader & { close(): Promise<void> } {
  const { store, analyzer, scanThreads } = services;
  const team = scanThreads === undefined ? undefined : createScanTeam(scanThreads);

  const snapshots = createSnapshots(store, (info) => {
    const isWorthSharing = team !== undefined && info.chunkCount >= team.minRows * MIN_SHARE;
    return isWorthSharing ? openSharedSegment(store, info) : openSegment(store, info);
  });
  const contextOf = (snapshot: Snapshot, signal: AbortSignal) => ({
    store,
    snapshot,
    analyzer,
    signal,
    team,
  });
  return {
    search: (query, signal) =>
      snapshots.use(query.collection, signal, (snapshot) => searchSnapshot(contextOf(snapshot, signal), query)),
    explain: (query, chunkIds, signal) =>
      snapshots.use(query.collection, signal, (snapshot) =>
        explainChunks(contextOf(snapshot, signal), query, chunkIds),
      ),
    findFields: (query, signal) =>
      snapshots.use(query.collection, signal, async ({ segments }) => {
        const readable = segments.map((segment) => ({
          documents: segment.documents,
          chunks: segment.readable(query.scope).chunks,
        }));
        return findFields(readable, query.names);
      }),
    languages: (query, signal) =>
      snapshots.use(query.collection, signal, async (snapshot) => languagesOf(snapshot, query.scope)),
    statistics: (collection, signal) => snapshots.use(collection, signal, async (snapshot) => summarize(snapshot)),
    readIndexed: (collection, documentIds, signal) =>
      snapshots.use(collection, signal, (snapshot) => readIndexed(snapshot, documentIds, signal)),
    sampleVectors: (query, signal) =>
      snapshots.use(query.collection, signal, (snapshot) => sampleVectors(snapshot, query, signal)),
    pendingVectors: (collection, space, signal) =>
      snapshots.use(collection, signal, async ({ segments }) =>
        segments
          .filter((segment) => segment.liveChunks > 0 && !hasVectorsOf(segment, space))
          .map((segment) => ({ segmentId: segment.segment.info.id, chunkIds: liveChunkIds(segment) })),
      ),
    async close() {
      snapshots.close();
    },
  };
}

function liveChunkIds({ documents, live }: LiveSegment): readonly string[] {
  return documents.chunkIds.toArray().filter((_, ordinal) => live === undefined || isAllowed(live, ordinal));
}

function summarize({ generation, segments }: Snapshot): IndexStatistics {
  const sum = (count: (segment: LiveSegment) => number): number =>
    segments.reduce((total, segment) => total + count(segment), 0);

  return {
    generation,
    segments: segments.length,
    documents: sum(({ liveDocuments }) => liveDocuments),
    chunks: sum(({ liveChunks }) => liveChunks),
    deletedChunks: sum(({ segment, liveChunks }) => segment.info.chunkCount - liveChunks),
    chunksWithVectors: sum(({ segment, liveChunks }) => (segment.info.space ? liveChunks : 0)),
    sizeBytes: sum(({ segment }) => Object.values(segment.info.sizes).reduce((total, size) => total + size, 0)),
  };
}
