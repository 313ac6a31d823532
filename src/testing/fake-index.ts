import type { Chunk, EmbeddingSpace, Index, IndexCommit, IndexedDocument, StoreReader } from "../core/index.ts";

/** What the fake remembers of a segment. */
interface FakeSegment {
  readonly id: number;
  readonly documentIds: readonly string[];
  vectors: readonly Float32Array[] | undefined;
}

/** The parts of `Index` and `StoreReader` that ingest uses, in memory, without any search. For tests of the stories. */
export interface FakeIndex {
  readonly index: Pick<Index, "commit" | "pendingVectors" | "attachVectors" | "cacheVectors" | "merge" | "statistics">;
  readonly store: Pick<StoreReader, "collection" | "readSummaries" | "readChunks" | "cachedVectors">;
  readonly commits: readonly IndexCommit[];
  readonly documents: ReadonlyMap<string, IndexedDocument>;
  readonly segments: readonly Readonly<FakeSegment>[];
  readonly cache: Map<string, Float32Array>;
  /** Puts all segments into one, as a merge by another process would. */
  joinSegments(): void;
}

export function createFakeIndex(): FakeIndex {
  const commits: IndexCommit[] = [];
  const documents = new Map<string, IndexedDocument>();
  const cache = new Map<string, Float32Array>();
  const segments: FakeSegment[] = [];
  let space: EmbeddingSpace | undefined;
  let nextId = 1;
  const chunksOf = (segment: FakeSegment): readonly Chunk[] =>
    segment.documentIds.flatMap((id) => documents.get(id)?.chunks ?? []);
  const allChunks = () => segments.flatMap(chunksOf);
  const addSegment = (documentIds: readonly string[]) =>
    segments.push({ id: nextId++, documentIds, vectors: undefined });

  return {
    commits,
    documents,
    segments,
    cache,
    joinSegments: () => {
      const documentIds = segments.splice(0).flatMap((segment) => segment.documentIds);
      addSegment(documentIds);
    },
    index: {
      commit: async (commit, signal) => {
        signal.throwIfAborted();
        commits.push(commit);
        for (const indexed of commit.add) documents.set(indexed.document.id, indexed);
        const segmentId = nextId;
        addSegment(commit.add.map((indexed) => indexed.document.id));
        return { generation: commits.length, segmentId, removed: 0 };
      },
      pendingVectors: async () =>
        segments
          .filter((segment) => segment.vectors === undefined && chunksOf(segment).length > 0)
          .map((segment) => ({ segmentId: segment.id, chunkIds: chunksOf(segment).map((chunk) => chunk.id) })),
      attachVectors: async (segmentId, _collection, ofVectors, vectors) => {
        const segment = segments.find((candidate) => candidate.id === segmentId);
        if (segment === undefined) return false;
        segment.vectors = vectors;
        space = ofVectors;
        return true;
      },
      cacheVectors: async (_space, vectors) => {
        for (const [hash, vector] of vectors) cache.set(hash, vector);
      },
      merge: async () => 0,
      statistics: async () => ({
        generation: commits.length,
        segments: segments.length,
        documents: documents.size,
        chunks: allChunks().length,
        deletedChunks: 0,
        chunksWithVectors: segments.reduce((sum, segment) => sum + (segment.vectors?.length ?? 0), 0),
        sizeBytes: 0,
      }),
    },
    store: {
      collection: async (name) => {
        if (commits.length === 0) return undefined;
        const known = { name, generation: commits.length, createdAt: "2026-01-01T00:00:00.000Z" };
        return space === undefined ? known : { ...known, space };
      },
      readSummaries: async ({ ids }) => ids.flatMap((id) => documents.get(id)?.document ?? []),
      readChunks: async ({ ids }) => {
        const byId = new Map(allChunks().map((chunk) => [chunk.id, chunk]));
        return ids.flatMap((id) => byId.get(id) ?? []);
      },
      cachedVectors: async (_space, hashes) =>
        new Map(hashes.flatMap((hash) => (cache.has(hash) ? [[hash, cache.get(hash) ?? new Float32Array()]] : []))),
    },
  };
}
