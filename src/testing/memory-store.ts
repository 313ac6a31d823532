import {
  CollectionNotFoundError,
  InvalidArgumentError,
  NAME_PATTERN,
  type SegmentInfo,
  type SegmentPart,
  SourceNotFoundError,
  type Store,
  type StoreReader,
  type StoreTransaction,
  unpackDocument,
} from "../core/index.ts";
import { memoryReads } from "./memory-reads.ts";
import { copyState, documentKey, emptyState, type MemorySegment, type MemoryState } from "./memory-state.ts";

/** A complete `Store` in memory for tests, which fulfils the port's contract. */
export function createMemoryStore(): Store {
  let state = emptyState();
  let last: Promise<unknown> = Promise.resolve();
  const run = async <T>(work: (transaction: StoreTransaction) => Promise<T>, signal: AbortSignal): Promise<T> => {
    signal.throwIfAborted();
    const draft = copyState(state);
    const result = await work({ ...memoryReads(() => draft), ...memoryWrites(draft) });
    signal.throwIfAborted();
    state = draft;
    return result;
  };
  return {
    ...memoryReads(() => state),
    transact(work, signal) {
      const turn = last.then(() => run(work, signal));
      last = turn.catch(() => undefined);
      return turn;
    },
    async erase(signal) {
      signal.throwIfAborted();
    },
    async close() {
      await last;
    },
  };
}

type Writes = Omit<StoreTransaction, keyof StoreReader>;

function memoryWrites(state: MemoryState): Writes {
  return { ...collectionWrites(state), ...sourceWrites(state), ...documentWrites(state), ...segmentWrites(state) };
}

function collectionOf(state: MemoryState, name: string) {
  const collection = state.collections.get(name);
  if (!collection) throw new CollectionNotFoundError(`There is no collection "${name}".`);
  return collection;
}

function collectionWrites(
  state: MemoryState,
): Pick<Writes, "createCollection" | "setSpace" | "advanceGeneration" | "cacheVectors" | "forgetCachedVectors"> {
  return {
    createCollection(name) {
      if (!NAME_PATTERN.test(name) || state.collections.has(name)) {
        throw new InvalidArgumentError(`"${name}" cannot be the name of a new collection.`);
      }
      state.collections.set(name, { name, generation: 0, createdAt: "2026-01-01T00:00:00.000Z" });
    },
    setSpace(name, space) {
      state.collections.set(name, { ...collectionOf(state, name), space });
    },
    advanceGeneration(name) {
      const collection = collectionOf(state, name);
      const generation = collection.generation + 1;
      state.collections.set(name, { ...collection, generation });
      return generation;
    },
    cacheVectors(space, vectors) {
      for (const [hash, vector] of vectors) state.vectors.set(`${space.fingerprint}\n${hash}`, structuredClone(vector));
    },
    forgetCachedVectors({ fingerprint }) {
      for (const key of state.vectors.keys()) if (key.startsWith(`${fingerprint}\n`)) state.vectors.delete(key);
    },
  };
}

function sourceWrites(state: MemoryState): Pick<Writes, "putSource" | "updateSource" | "removeSource" | "putOrigin"> {
  return {
    putSource(source) {
      collectionOf(state, source.collection);
      state.sources.set(documentKey(source.collection, source.uri), source);
    },
    updateSource(source) {
      const key = documentKey(source.collection, source.uri);
      return state.sources.has(key) && state.sources.set(key, source).has(key);
    },
    removeSource(collection, uri) {
      const ids: string[] = [];
      for (const [key, stored] of state.documents) {
        const { document } = stored;
        if (document.collection !== collection || document.source !== uri) continue;
        const { source: _, ...unowned } = document;
        state.documents.set(key, { ...stored, document: unowned });
        ids.push(document.id);
      }
      return state.sources.delete(documentKey(collection, uri)) ? ids.sort() : undefined;
    },
    putOrigin(collection, { documentId, ...origin }) {
      requireSource(state, collection, origin.source);
      const key = documentKey(collection, documentId);
      const stored = state.documents.get(key);
      if (stored === undefined) return false;
      const { source: _source, revision: _revision, ...document } = stored.document;
      state.documents.set(key, { ...stored, document: { ...document, ...origin } });
      return true;
    },
  };
}

function requireSource(state: MemoryState, collection: string, uri: string | undefined): void {
  if (uri === undefined || state.sources.has(documentKey(collection, uri))) return;
  throw new SourceNotFoundError(`The collection has no source ${uri}.`);
}

function documentWrites(
  state: MemoryState,
): Pick<Writes, "putDocument" | "putSignature" | "removeDocument" | "startPurge"> {
  const forgetUnused = (hash: string | undefined) => {
    const isUsed = [...state.documents.values()].some(({ document }) => document.contentHash === hash);
    if (hash !== undefined && !isUsed) state.originals.delete(hash);
  };
  const removeDocument = (collection: string, id: string): boolean => {
    const key = documentKey(collection, id);
    const hash = state.documents.get(key)?.document.contentHash;
    const wasThere = state.documents.delete(key);
    forgetUnused(hash);
    return wasThere;
  };
  return {
    putDocument(document, chunks, original) {
      collectionOf(state, document.collection);
      requireSource(state, document.collection, document.source);
      const key = documentKey(document.collection, document.id);
      const replaced = state.documents.get(key)?.document.contentHash;
      state.documents.set(key, { document: unpackDocument(document), chunks: [...chunks] });
      forgetUnused(replaced);
      if (original) state.originals.set(document.contentHash, original.slice());
    },
    removeDocument,
    startPurge() {
      state.vectors.clear();
    },
    putSignature(collection, documentId, signature) {
      const key = documentKey(collection, documentId);
      const stored = state.documents.get(key);
      if (stored === undefined) return false;
      state.documents.set(key, { ...stored, signature });
      return true;
    },
  };
}

function segmentWrites(
  state: MemoryState,
): Pick<Writes, "putSegment" | "attachVectors" | "dropSegment" | "addTombstones"> {
  return {
    putSegment(segment, parts) {
      collectionOf(state, segment.collection);
      state.counters.lastSegment += 1;
      const id = state.counters.lastSegment;
      state.segments.set(id, store({ ...segment, id }, parts));
      return id;
    },
    attachVectors(segmentId, space, bytes) {
      const segment = state.segments.get(segmentId);
      if (!segment) throw new InvalidArgumentError(`There is no segment ${segmentId}.`);
      const parts = { ...segment.parts, vectors: bytes };
      state.segments.set(segmentId, store({ ...segment.info, space }, parts));
    },
    dropSegment(segmentId) {
      state.segments.delete(segmentId);
      state.tombstones.delete(segmentId);
    },
    addTombstones(segmentId, documentOrdinals) {
      const all = new Set([...(state.tombstones.get(segmentId) ?? []), ...documentOrdinals]);
      state.tombstones.set(
        segmentId,
        [...all].sort((left, right) => left - right),
      );
    },
  };
}

function store(
  info: Omit<SegmentInfo, "sizes">,
  parts: Readonly<Partial<Record<SegmentPart, Uint8Array>>>,
): MemorySegment {
  const sizes: Partial<Record<SegmentPart, number>> = {};
  for (const part of ["lexical", "documents", "vectors"] as const) {
    const bytes = parts[part];
    if (bytes) sizes[part] = bytes.length;
  }
  return { info: { ...info, sizes }, parts };
}
