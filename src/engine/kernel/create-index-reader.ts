import type {
  Analyzer,
  EmbeddingSpace,
  IndexReader,
  IndexStatistics,
  ScanThreads,
  StoreReader,
} from "../../core/index.ts";
import { explainChunks } from "./explain-chunks.ts";
import { readIndexed } from "./read-indexed.ts";
import { sampleVectors } from "./sample-vectors.ts";
import { searchSnapshot } from "./search-snapshot.ts";
import { openSegment } from "./segment/open-segment.ts";
import { openSegmentWithin } from "./segment/open-segment-within.ts";
import { openSharedSegment } from "./segment/open-shared-segment.ts";
import { createPartKeeper } from "./segment/part-keeper.ts";
import { isAllowed } from "./select/bitset.ts";
import type { LiveSegment } from "./snapshot/live-segment.ts";
import { createSnapshots, type Snapshot } from "./snapshot/snapshots.ts";
import { createScanTeam } from "./vector/scan-team.ts";

/** A segment of a smaller share of the rows that are worth it stays this thread's own. */
const LEAST_SHARE = 1 / 8;

/**
 * Searches the collections of a store. Any number of readers may share a store with one writer: each search sees one
 * generation whole, notices a new one by itself, and loads only what is new in it.
 *
 * A segment whose words were analysed by other rules is searched as it is; the next merge rewrites it.
 *
 * @throws {InvalidArgumentError} from `search` and `explain` for a limit below 1, a weight of an alternative that
 *   is not above 0 and at most 1, or a vector that does not fit its space
 */
export function createIndexReader(services: {
  readonly store: StoreReader;
  readonly analyzer: Analyzer;
  /**
   * Most bytes of words and vectors of all collections that are kept between their uses; left out, all are kept. What
   * stays besides is told in decision 38. The same is found with the same scores.
   */
  readonly memoryBytes?: number;
  /** Take part in searches of many vectors; they stay the caller's to close. Not used within a budget of memory. */
  readonly scanThreads?: ScanThreads;
}): IndexReader & { close(): Promise<void> } {
  const { store, analyzer, memoryBytes, scanThreads } = services;
  const keeper = memoryBytes === undefined ? undefined : createPartKeeper(memoryBytes);
  const isBudgeted = keeper !== undefined;
  const team = isBudgeted || scanThreads === undefined ? undefined : createScanTeam(scanThreads);
  const snapshots = createSnapshots(store, (info) => {
    if (keeper !== undefined) return openSegmentWithin(keeper, store, info);
    const isWorthSharing = team !== undefined && info.chunkCount >= team.leastRows * LEAST_SHARE;
    return isWorthSharing ? openSharedSegment(store, info) : openSegment(store, info);
  });
  const contextOf = (snapshot: Snapshot, signal: AbortSignal) => ({
    store,
    snapshot,
    analyzer,
    signal,
    isBudgeted,
    team,
  });
  return {
    search: (query, signal) =>
      snapshots.use(query.collection, signal, (snapshot) => searchSnapshot(contextOf(snapshot, signal), query)),
    explain: (query, chunkIds, signal) =>
      snapshots.use(query.collection, signal, (snapshot) =>
        explainChunks(contextOf(snapshot, signal), query, chunkIds),
      ),
    statistics: (collection, signal) => snapshots.use(collection, signal, async (snapshot) => summarize(snapshot)),
    readIndexed: (collection, documentIds, signal) =>
      snapshots.use(collection, signal, (snapshot) => readIndexed(snapshot, documentIds, signal)),
    sampleVectors: (query, signal) =>
      snapshots.use(query.collection, signal, (snapshot) => sampleVectors(snapshot, query, signal)),
    pendingVectors: (collection, space, signal) =>
      snapshots.use(collection, signal, async ({ segments }) =>
        segments
          .filter((one) => one.liveChunks > 0 && !hasVectorsOf(one, space))
          .map((one) => ({ segmentId: one.segment.info.id, chunkIds: liveChunkIds(one) })),
      ),
    async close() {
      snapshots.close();
    },
  };
}

function hasVectorsOf({ segment }: LiveSegment, space: EmbeddingSpace): boolean {
  return segment.info.space?.fingerprint === space.fingerprint;
}

function liveChunkIds({ documents, live }: LiveSegment): readonly string[] {
  return documents.chunkIds.toArray().filter((_, ordinal) => live === undefined || isAllowed(live, ordinal));
}

function summarize({ generation, segments }: Snapshot): IndexStatistics {
  const sum = (count: (one: LiveSegment) => number): number => segments.reduce((total, one) => total + count(one), 0);
  return {
    generation,
    segments: segments.length,
    documents: sum((one) => one.liveDocuments),
    chunks: sum((one) => one.liveChunks),
    deletedChunks: sum((one) => one.segment.info.chunkCount - one.liveChunks),
    chunksWithVectors: sum((one) => (one.segment.info.space ? one.liveChunks : 0)),
    sizeBytes: sum(({ segment }) => Object.values(segment.info.sizes).reduce((total, size) => total + size, 0)),
  };
}
