import {
  type ChunkingCount,
  canRead,
  type Document,
  type DocumentQuery,
  type DocumentSummary,
  defined,
  everything,
  type QuantizedVector,
  type SignedDocument,
  type StoreReader,
} from "../core/index.ts";
import type { MemoryDocument, MemoryState } from "./memory-state.ts";

/** Returns the reads of a memory store. Each read uses the state that `current` returns. */
export function memoryReads(current: () => MemoryState): StoreReader {
  const find = ({ collection, scope, document }: DocumentQuery & { readonly document: string }) =>
    readable(current(), { collection, scope }).find(
      (one) => one.document.id === document || one.document.uri === document,
    );
  const read = async <T>(signal: AbortSignal, work: () => T): Promise<T> => {
    signal.throwIfAborted();
    return work();
  };
  return {
    collections: (signal) => read(signal, () => sortBy([...current().collections.values()], ({ name }) => name)),
    collection: (name, signal) => read(signal, () => current().collections.get(name)),
    listDocuments: ({ afterUri = "", limit = Number.POSITIVE_INFINITY, ...query }, signal) =>
      read(signal, () =>
        sortBy(
          readable(current(), query).map(({ document }) => summarize(document)),
          ({ uri }) => uri,
        )
          .filter(({ uri }) => uri > afterUri)
          .slice(0, limit),
      ),
    countDocuments: (collection, signal) =>
      read(signal, () => {
        const all = readable(current(), { collection, scope: everything });
        const withWarnings = all.filter(({ document }) => document.receipt.warnings.length > 0);
        return { documents: all.length, withWarnings: withWarnings.length };
      }),
    readDocument: (reference, signal) => read(signal, () => find(reference)?.document),
    readExcerpts: ({ spans, ...reference }, signal) =>
      read(signal, () => {
        const document = find(reference)?.document;
        const texts = spans.map(({ start, end }) => document?.text.slice(start, end) ?? "");
        return document && { document: summarize(document), texts };
      }),
    readLocations: (reference, signal) =>
      read(signal, () => {
        const document = find(reference)?.document;
        return document && { document: summarize(document), locations: document.locations };
      }),
    readSummaries: ({ ids, ...query }, signal) =>
      read(signal, () => {
        const byId = new Map(readable(current(), query).map(({ document }) => [document.id, document]));
        return present(ids.map((id) => byId.get(id))).map(summarize);
      }),
    readSummariesByUri: ({ uris, ...query }, signal) =>
      read(signal, () => {
        const byUri = new Map(readable(current(), query).map(({ document }) => [document.uri, document]));
        return present(uris.map((uri) => byUri.get(uri))).map(summarize);
      }),
    readMembers: ({ container, ...query }, signal) =>
      read(signal, () => {
        const members = readable(current(), query).filter(({ document }) => document.uri.startsWith(`${container}!/`));
        return sortBy(
          members.map(({ document }) => summarize(document)),
          ({ uri }) => uri,
        );
      }),
    chunkings: (query, signal) => read(signal, () => countChunkings(readable(current(), query))),
    readChunks: ({ ids, ...query }, signal) =>
      read(signal, () => {
        const chunks = readable(current(), query).flatMap((one) => one.chunks);
        const byId = new Map(chunks.map((chunk) => [chunk.id, chunk]));
        return present(ids.map((id) => byId.get(id)));
      }),
    chunksOfDocument: (reference, signal) => read(signal, () => find(reference)?.chunks ?? []),
    readOriginal: (reference, signal) =>
      read(signal, () => current().originals.get(find(reference)?.document.contentHash ?? "")),
    readOriginalBlock: ({ contentHash, number, ...reference }, signal) =>
      read(signal, () => {
        const hasContent = find(reference)?.document.contentHash === contentHash;
        const original = hasContent ? current().originals.get(contentHash) : undefined;
        const start = number * BLOCK_BYTES;
        return original && { bytes: original.subarray(start, start + BLOCK_BYTES), sizeBytes: original.length };
      }),
    sources: (collection, signal) =>
      read(signal, () =>
        sortBy(
          [...current().sources.values()].filter((source) => source.collection === collection),
          ({ uri }) => uri,
        ),
      ),
    ...signatureReads(current),
    ...segmentReads(current),
  };
}

function signatureReads(current: () => MemoryState): Pick<StoreReader, "signatures" | "sharedBands"> {
  return {
    async signatures({ ids, ...query }, signal) {
      signal.throwIfAborted();
      const asked = signedOf(current(), query).filter(({ documentId }) => ids.includes(documentId));
      return new Map(asked.map(({ documentId, signature }) => [documentId, signature]));
    },
    async sharedBands({ ids, ...query }, signal) {
      signal.throwIfAborted();
      const signed = signedOf(current(), query);
      const asked = signed.filter(({ documentId }) => ids.includes(documentId));
      return new Map(asked.map((one) => [one.documentId, sharingWith(one, signed)]));
    },
  };
}

interface SignedInMemory extends SignedDocument {
  readonly bands: readonly number[];
}

function signedOf(state: MemoryState, query: DocumentQuery): readonly SignedInMemory[] {
  return readable(state, query).flatMap(({ document, signature }) =>
    signature === undefined
      ? []
      : [{ documentId: document.id, uri: document.uri, signature: signature.bytes, bands: signature.bands }],
  );
}

function sharingWith(one: SignedInMemory, signed: readonly SignedInMemory[]): readonly SignedDocument[] {
  const sharing = signed.filter((other) => other !== one && other.bands.some((hash, band) => hash === one.bands[band]));
  return sortBy(
    sharing.map(({ bands: _, ...other }) => other),
    ({ documentId }) => documentId,
  );
}

function segmentReads(
  current: () => MemoryState,
): Pick<StoreReader, "indexState" | "readBlocks" | "cachedVectors" | "statistics"> {
  return {
    async indexState(collection, signal) {
      signal.throwIfAborted();
      const { collections, segments, tombstones } = current();
      const infos = [...segments.values()].map(({ info }) => info).filter((info) => info.collection === collection);
      const ids = new Set(infos.map(({ id }) => id));
      return {
        generation: collections.get(collection)?.generation ?? 0,
        segments: infos,
        tombstones: new Map([...tombstones].filter(([id]) => ids.has(id))),
      };
    },
    async readBlocks({ segmentId, part }, visit, signal) {
      signal.throwIfAborted();
      const blocks = cutBlocks(current().segments.get(segmentId)?.parts[part] ?? new Uint8Array());
      for (const [number, block] of blocks.entries()) visit(block, number * BLOCK_BYTES);
    },
    async cachedVectors(space, textHashes) {
      const found = textHashes.flatMap((hash): [string, QuantizedVector][] => {
        const vector = current().vectors.get(`${space.fingerprint}\n${hash}`);
        return vector ? [[hash, vector]] : [];
      });
      return new Map(found);
    },
    async statistics() {
      const documents = [...current().documents.values()];
      const chunks = documents.reduce((sum, one) => sum + one.chunks.length, 0);
      return { path: ":memory:", formatVersion: 3, sizeBytes: 0, documents: documents.length, chunks };
    },
  };
}

function readable(state: MemoryState, { collection, scope }: DocumentQuery): readonly MemoryDocument[] {
  return [...state.documents.values()].filter(
    ({ document }) => document.collection === collection && canRead(scope, document.accessLabels),
  );
}

function countChunkings(documents: readonly MemoryDocument[]): readonly ChunkingCount[] {
  const counts = new Map<string, ChunkingCount>();
  for (const { mediaType, chunkingFingerprint } of sortBy(documents, chunkingOf).map(({ document }) => document)) {
    const kind = defined({ mediaType, chunkingFingerprint });
    const key = JSON.stringify(kind);
    counts.set(key, { ...kind, documents: (counts.get(key)?.documents ?? 0) + 1 });
  }
  return [...counts.values()];
}

const chunkingOf = ({ document }: MemoryDocument) => `${document.mediaType}\n${document.chunkingFingerprint ?? ""}`;

function summarize(document: Document): DocumentSummary {
  const { text: _text, elements: _elements, locations: _locations, ...summary } = document;
  return summary;
}

const BLOCK_BYTES = 1024 * 1024;

function cutBlocks(bytes: Uint8Array): readonly Uint8Array[] {
  const count = Math.ceil(bytes.length / BLOCK_BYTES);
  return Array.from({ length: count }, (_, block) => bytes.slice(block * BLOCK_BYTES, (block + 1) * BLOCK_BYTES));
}

function present<T>(values: readonly (T | undefined)[]): T[] {
  return values.filter((value) => value !== undefined);
}

function sortBy<T>(values: readonly T[], key: (value: T) => string): T[] {
  return [...values].sort((left, right) => (key(left) < key(right) ? -1 : 1));
}
