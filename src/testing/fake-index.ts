import {
  type Chunk,
  type DocumentOrigin,
  type EmbeddedVector,
  type EmbeddingSpace,
  type Index,
  type IndexCommit,
  type IndexedDocument,
  type StoreReader,
  type StoreWriter,
  unpackDocument,
} from "../core/index.ts";

interface FakeSegment {
  readonly id: number;
  readonly documentIds: readonly string[];
  vectors: readonly EmbeddedVector[] | undefined;
}

interface FakeState {
  readonly commits: IndexCommit[];
  readonly documents: Map<string, IndexedDocument>;
  readonly segments: FakeSegment[];
  /** Vectors of all spaces, by text hash. */
  readonly cache: Map<string, Float32Array>;
  space: EmbeddingSpace | undefined;
  nextId: number;
}

/** The parts of `Index` and `StoreReader` that ingest uses, in memory, without any search. For tests of the stories. */
export interface FakeIndex extends Readonly<Pick<FakeState, "commits" | "documents" | "segments" | "cache">> {
  readonly index: Pick<Index, "commit" | "pendingVectors" | "attachVectors" | "cacheVectors" | "merge" | "statistics">;
  readonly store: Pick<
    StoreReader,
    | "collection"
    | "listDocuments"
    | "chunkings"
    | "readDocument"
    | "readSummaries"
    | "readSummariesByUri"
    | "readMembers"
    | "readChunks"
    | "cachedVectors"
  >;
  readonly origins: Pick<StoreWriter, "putOrigins">;
  /** Merges all segments into one without vectors, as another process might. */
  joinSegments(): void;
}

export function createFakeIndex(): FakeIndex {
  const state: FakeState = {
    commits: [],
    documents: new Map(),
    segments: [],
    cache: new Map(),
    space: undefined,
    nextId: 1,
  };
  const { commits, documents, segments, cache } = state;
  return {
    commits,
    documents,
    segments,
    cache,
    index: fakeIndexOf(state),
    store: fakeStoreOf(state),
    origins: {
      putOrigins: async (_collection, origins) => {
        for (const origin of origins) putOrigin(state, origin);
      },
    },
    joinSegments: () => {
      addSegment(
        state,
        state.segments.splice(0).flatMap((segment) => segment.documentIds),
      );
    },
  };
}

function putOrigin({ documents }: FakeState, { documentId, ...origin }: DocumentOrigin): void {
  const indexed = documents.get(documentId);
  if (indexed === undefined) return;
  const { source: _source, revision: _revision, ...document } = indexed.document;
  documents.set(documentId, { ...indexed, document: { ...document, ...origin } });
}

function addSegment(state: FakeState, documentIds: readonly string[]): number {
  const id = state.nextId++;
  state.segments.push({ id, documentIds, vectors: undefined });
  return id;
}

function chunksOf({ documents }: FakeState, { documentIds }: FakeSegment): readonly Chunk[] {
  return documentIds.flatMap((id) => documents.get(id)?.chunks ?? []);
}

function fakeIndexOf(state: FakeState): FakeIndex["index"] {
  const { commits, documents, segments, cache } = state;
  return {
    commit: async (commit, signal) => {
      signal.throwIfAborted();
      commits.push(commit);
      for (const { document, chunks, ...indexed } of commit.add)
        documents.set(document.id, { ...indexed, document: unpackDocument(document), chunks: [...chunks] });
      const documentIds = commit.add.map((indexed) => indexed.document.id);
      for (const id of commit.removeIds) documents.delete(id);
      return {
        generation: commits.length,
        segmentId: addSegment(state, documentIds),
        removed: commit.removeIds.length,
      };
    },
    pendingVectors: async () =>
      segments
        .filter((segment) => segment.vectors === undefined)
        .map((segment) => ({ segmentId: segment.id, chunkIds: chunksOf(state, segment).map((chunk) => chunk.id) }))
        .filter(({ chunkIds }) => chunkIds.length > 0),
    attachVectors: async ({ segmentId, space, vectors }) => {
      const segment = segments.find((candidate) => candidate.id === segmentId);
      if (segment === undefined) return false;
      segment.vectors = vectors;
      state.space = space;
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
      chunks: segments.reduce((sum, segment) => sum + chunksOf(state, segment).length, 0),
      deletedChunks: 0,
      chunksWithVectors: segments.reduce((sum, segment) => sum + (segment.vectors?.length ?? 0), 0),
      sizeBytes: 0,
    }),
  };
}

function fakeStoreOf(state: FakeState): FakeIndex["store"] {
  const { commits, documents, segments, cache } = state;
  return {
    collection: async (name) => {
      if (commits.length === 0) return undefined;
      const known = { name, generation: commits.length, createdAt: "2026-01-01T00:00:00.000Z" };
      return state.space === undefined ? known : { ...known, space: state.space };
    },
    chunkings: async () => [...documents.values()].map(({ document }) => ({ ...document, documents: 1 })),
    readDocument: async ({ document }) => documents.get(document)?.document,
    listDocuments: async () => [...documents.values()].map(({ document }) => document),
    readSummaries: async ({ ids }) => ids.flatMap((id) => documents.get(id)?.document ?? []),
    readSummariesByUri: async ({ uris }) =>
      uris.flatMap((uri) => [...documents.values()].find(({ document }) => document.uri === uri)?.document ?? []),
    readMembers: async ({ container }) =>
      [...documents.values()].flatMap(({ document }) => (document.uri.startsWith(`${container}!/`) ? [document] : [])),
    readChunks: async ({ ids }) => {
      const chunks = segments.flatMap((segment) => chunksOf(state, segment));
      const byId = new Map(chunks.map((chunk) => [chunk.id, chunk]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },
    cachedVectors: async (_space, hashes) => {
      const wanted = new Set(hashes);
      return new Map([...cache].filter(([hash]) => wanted.has(hash)));
    },
  };
}
