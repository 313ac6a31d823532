import { defined, type EmbeddingSpace, everything, LydianError } from "../../core/index.ts";
import { completeVectors, documentId } from "../../engine/ingest/index.ts";
import { joinHalves } from "../add/join-halves.ts";
import { type CallContext, signalOf } from "../call/call-context.ts";
import type { StopOptions } from "../call/call-options.ts";
import type { LydianParts, ReadingHalf } from "../parts/lydian-parts.ts";
import { checkExport, type SourcePlace } from "./check-export.ts";
import type { RefusedDocument } from "./guard-imported.ts";
import { importCollections } from "./import-collections.ts";

/** Path of an export, or its bytes as a stream. A stream is saved in a temporary file until it is checked. */
export type ImportSource = string | AsyncIterable<Uint8Array>;

export interface ImportOptions extends StopOptions {
  /** New name of the export's only collection. Default: its own. */
  readonly as?: string;
  /** Whether documents replace other versions of the same URI. Default: false, which leaves these as they are. */
  readonly replace?: boolean;
  /** Whether vectors that the export lacks are computed now. `false` leaves them to `embed`. Default: true. */
  readonly embed?: boolean;
  /**
   * Decides about the sources of the export that are not sources yet, given their URIs. If it returns true, they become
   * sources, and the next sync of all sources reads their folders and web addresses. Default: they are left out.
   */
  readonly acceptSources?: (uris: readonly string[]) => boolean | Promise<boolean>;
}

export interface ImportReport {
  readonly collections: readonly {
    readonly collection: string;
    readonly imported: number;
    /** Number of imported documents that replaced another version. */
    readonly replaced: number;
    /** Number of documents that the collection already contained unchanged. */
    readonly skipped: number;
    /** Number of documents that were not imported because the collection keeps another version. */
    readonly kept: number;
    /** Documents that the guard of this store refuses. They are not imported. */
    readonly refused: readonly RefusedDocument[];
    /** Number of documents imported with their vectors. */
    readonly withVectors: number;
    /** Number of chunks in the whole collection that lack vectors. */
    readonly chunksWithoutVectors: number;
  }[];
  /** URIs of the sources that were left out, sorted. */
  readonly sourcesLeftOut: readonly string[];
}

export async function importFrom(
  context: CallContext,
  source: ImportSource,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const { parts, emit } = context;
  const signal = signalOf(options);
  const { replace = false, embed: embeds = true, as, acceptSources = () => false } = options;
  const { openFile, spoolStream } = await parts.keeping();
  const file = typeof source === "string" ? await openFile(source) : await spoolStream(source, signal);
  try {
    // The export is checked before a missing store is created.
    const checked = await checkExport(file, as, emit, signal);
    const space = await spaceOf(parts, embeds);
    const newSources = await findNewSources(parts, checked.sources, signal);
    const withSources = newSources.length > 0 && (await acceptSources(newSources));
    const { store, index, writer } = await parts.write();
    const { guard } = parts;
    const services = defined({ store, writer, guard, emit, freeId: createFreeId(store), space });
    const imported = await importCollections(services, { checked, replace, withSources }, signal);
    const collections: ImportReport["collections"][number][] = [];
    for (const one of imported) {
      const { collection } = one;
      if (embeds && (await countWaiting(index, collection, signal)) > 0)
        await complete(context, { store, index, writer }, collection, signal);
      collections.push({ ...one, chunksWithoutVectors: await countWaiting(index, collection, signal) });
    }
    return { collections, sourcesLeftOut: withSources ? [] : newSources };
  } finally {
    await file.close();
  }
}

/** Returns the URIs that are not sources of their collection yet, sorted. */
async function findNewSources(
  parts: LydianParts,
  places: readonly SourcePlace[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const half = await parts.read();
  const uris = new Set<string>();
  for (const { collection, uri } of places) {
    const known = (await half?.store.sources(collection, signal)) ?? [];
    if (!known.some((source) => source.uri === uri)) uris.add(uri);
  }
  return [...uris].sort();
}

/** Computes missing vectors, and rechunks documents if needed: the embedding model may count tokens differently. */
async function complete(
  { parts, emit }: CallContext,
  { store, index, writer }: Awaited<ReturnType<LydianParts["write"]>>,
  collection: string,
  signal: AbortSignal,
): Promise<void> {
  const { language } = parts.settings;
  const services = { index: joinHalves(index, writer), store, embedder: await parts.embedder(), emit };
  const chunkers = { ...services, chunkerFor: await parts.chunkers() };
  await completeVectors(chunkers, { collection, language, embed: true }, signal);
}

async function countWaiting({ statistics }: ReadingHalf["index"], collection: string, signal: AbortSignal) {
  const { chunks, chunksWithVectors } = await statistics(collection, signal);
  return chunks - chunksWithVectors;
}

/** Returns the current embedding space. Without anything to embed, a missing model is ignored. */
async function spaceOf(parts: LydianParts, embeds: boolean): Promise<EmbeddingSpace | undefined> {
  try {
    return (await parts.embedder()).space;
  } catch (error) {
    if (embeds || !(error instanceof LydianError)) throw error;
    return undefined;
  }
}

function createFreeId(store: ReadingHalf["store"]) {
  return async (collection: string, uri: string, signal: AbortSignal): Promise<string> => {
    for (let attempt = 0; ; attempt++) {
      const id = documentId(collection, uri, attempt);
      const query = { collection, scope: everything, ids: [id] };
      if ((await store.readSummaries(query, signal)).length === 0) return id;
    }
  };
}
