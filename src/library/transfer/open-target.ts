import {
  append,
  type DocumentSummary,
  defined,
  type EmbeddingSpace,
  everything,
  type GuardEngine,
  type IndexedDocument,
  type Listener,
  type Source,
  type StoreReader,
  type Writer,
} from "../../core/index.ts";
import type { ExportedDocument } from "./collect-document.ts";
import { guardImported, type RefusedDocument } from "./guard-imported.ts";

export interface ImportServices {
  readonly store: StoreReader;
  readonly writer: Pick<Writer, "commit" | "merge" | "putSource">;
  /** Space of the current embedding model; vectors of another one are useless. Absent if unknown. */
  readonly space?: EmbeddingSpace;
  /** Returns an unused id for the URI of a document whose own id is taken by another document. */
  freeId(collection: string, uri: string, signal: AbortSignal): Promise<string>;
  /** Guard of this store, which every imported document passes. */
  readonly guard: GuardEngine;
  readonly emit: Listener;
}

/** Result of importing one collection. */
export interface ImportedCollection {
  readonly collection: string;
  readonly imported: number;
  /** Number of documents that replaced another version; also counted as imported. */
  readonly replaced: number;
  /** Number of documents that the collection already contained unchanged. */
  readonly skipped: number;
  /** Number of documents that were not imported because the collection keeps another version. */
  readonly kept: number;
  /** Documents that the guard of this store refuses. They are not imported. */
  readonly refused: readonly RefusedDocument[];
  /** Number of documents imported with their vectors. */
  readonly withVectors: number;
}

export interface TargetRequest {
  /** Name of the collection in this store. */
  readonly name: string;
  /** Embedding space of the imported vectors. */
  readonly space?: EmbeddingSpace;
  readonly replace: boolean;
  /** Called once for each imported or skipped document. */
  tell(): void;
}

/**
 * Services of an import. Without a guard, the documents are those of this store, which passed it when they were added.
 */
type TargetServices = Omit<ImportServices, "guard"> & Partial<Pick<ImportServices, "guard">>;

interface Group {
  readonly language: string;
  readonly hasVectors: boolean;
  readonly add: IndexedDocument[];
  readonly removeIds: string[];
  sizeBytes: number;
}

const GROUP_DOCUMENTS = 64;
const GROUP_BYTES = 8 << 20;

/** Opens a collection for imported documents. They are committed in groups, with one transaction for each group. */
export async function openTarget(services: TargetServices, request: TargetRequest, signal: AbortSignal) {
  const { store, writer } = services;
  const { name } = request;
  const query = { collection: name, scope: everything };
  const held = (await store.collection(name, signal))?.space ?? services.space;
  const space = held === undefined || held.fingerprint === request.space?.fingerprint ? request.space : undefined;
  const present = new Set((await store.sources(name, signal)).map(({ uri }) => uri));
  const refused: RefusedDocument[] = [];
  const counts = { collection: name, imported: 0, replaced: 0, skipped: 0, kept: 0, refused, withVectors: 0 };
  let group: Group | undefined;

  const flush = async () => {
    const { add = [], removeIds = [], language = "", hasVectors = false } = group ?? {};
    group = undefined;
    if (add.length === 0) return;
    const vectors = hasVectors && space !== undefined ? { space } : {};
    await writer.commit({ collection: name, language, add, removeIds, ...vectors }, signal);
    counts.imported += add.length;
    if (hasVectors) counts.withVectors += add.length;
    for (let told = 0; told < add.length; told++) request.tell();
  };
  const take = async (exported: ExportedDocument, removeIds: readonly string[]) => {
    const { analyzedAs: language, vectors, ...indexed } = exported;
    const hasVectors = vectors !== undefined && space !== undefined;
    if (group?.language !== language || group.hasVectors !== hasVectors || isFull(group)) await flush();
    group ??= { language, hasVectors, add: [], removeIds: [], sizeBytes: 0 };
    group.add.push(hasVectors ? { ...indexed, vectors } : indexed);
    append(group.removeIds, removeIds);
    group.sizeBytes += indexed.document.text.length * 2 + (indexed.original?.length ?? 0);
  };
  const withFreeId = async (exported: ExportedDocument): Promise<ExportedDocument> => {
    const [holder] = await store.readSummaries({ ...query, ids: [exported.document.id] }, signal);
    if (holder === undefined || holder.uri === exported.document.uri) return exported;
    // A document that waits to be committed may have the same id.
    await flush();
    return renameDocument(exported, await services.freeId(name, exported.document.uri, signal));
  };
  const addNew = async (exported: ExportedDocument, stored: DocumentSummary | undefined) => {
    const guarded = await guardImported(services, exported, signal);
    if ("refused" in guarded) {
      refused.push(guarded.refused);
      request.tell();
      return;
    }
    if (stored !== undefined) counts.replaced++;
    const free = await withFreeId(guarded);
    await take(free, stored === undefined || stored.id === free.document.id ? [] : [stored.id]);
  };
  return {
    counts: counts satisfies ImportedCollection,
    async addSource(source: Source) {
      if (present.has(source.uri)) return;
      await writer.putSource({ ...source, collection: name }, signal);
      present.add(source.uri);
    },
    async add(exported: ExportedDocument) {
      const document = { ...withoutForeignSource(exported.document, present), collection: name };
      const [stored] = await store.readSummariesByUri({ ...query, uris: [document.uri] }, signal);
      if (stored !== undefined && (!request.replace || isSame(stored, document))) {
        counts[isSame(stored, document) ? "skipped" : "kept"]++;
        request.tell();
        return;
      }
      await addNew({ ...exported, document }, stored);
    },
    async finish() {
      await flush();
      if (counts.imported > 0) await writer.merge(name, signal);
    },
  };
}

/** Returns the document without its source if the collection does not have that source. */
function withoutForeignSource(
  document: ExportedDocument["document"],
  sources: ReadonlySet<string>,
): ExportedDocument["document"] {
  return sources.has(document.source ?? "") ? document : defined({ ...document, source: undefined });
}

const isFull = ({ add, sizeBytes }: Group) => add.length >= GROUP_DOCUMENTS || sizeBytes >= GROUP_BYTES;

/** Returns whether two documents have the same bytes, loader, settings, chunking and access labels. */
function isSame(stored: DocumentSummary, exported: DocumentSummary): boolean {
  const shape = ({ contentHash, settingsFingerprint, chunkingFingerprint, loader, accessLabels }: DocumentSummary) =>
    JSON.stringify([contentHash, settingsFingerprint, chunkingFingerprint, loader.id, loader.version, accessLabels]);
  return shape(stored) === shape(exported);
}

function renameDocument(exported: ExportedDocument, id: string): ExportedDocument {
  const { document, chunks } = exported;
  const renamed = chunks.map((chunk) => ({ ...chunk, id: id + chunk.id.slice(document.id.length), documentId: id }));
  return { ...exported, document: { ...document, id }, chunks: renamed };
}
