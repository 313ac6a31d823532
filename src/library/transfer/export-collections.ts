import {
  type Collection,
  CollectionNotFoundError,
  type DocumentSummary,
  everything,
  type IndexReader,
  type Listener,
  type NewFile,
  type StoreReader,
} from "../../core/index.ts";
import { EXPORT_FORMAT, EXPORT_VERSION } from "./records.ts";
import { writeDocument } from "./write-document.ts";
import { createRecordWriter, type RecordWriter } from "./write-records.ts";

export interface ExportServices {
  /** Reader that sees the same state of the store during the whole call. */
  readonly store: StoreReader;
  readonly index: Pick<IndexReader, "readIndexed">;
  /** Version of Lydian that writes the export. */
  readonly version: string;
  readonly now: () => string;
  readonly emit: Listener;
}

export interface ExportRequest {
  /** Name of the only collection to export; absent for all. */
  readonly collection?: string;
  readonly file: Pick<NewFile, "write">;
}

export interface ExportCounts {
  readonly collections: readonly {
    readonly collection: string;
    readonly documents: number;
    readonly sources: number;
  }[];
  readonly documents: number;
}

interface Contents {
  readonly collection: Collection;
  readonly summaries: readonly DocumentSummary[];
}

/** Number of documents whose vectors are looked up at once. */
const BATCH_DOCUMENTS = 64;

/**
 * Writes collections with everything that another store needs to give the same results: sources, documents with their
 * originals and location maps, chunks, and vectors. Memory holds the index and one document at a time.
 *
 * @throws {CollectionNotFoundError} if the named collection does not exist
 */
export async function exportCollections(
  services: ExportServices,
  request: ExportRequest,
  signal: AbortSignal,
): Promise<ExportCounts> {
  const contents = await listContents(services.store, request.collection, signal);
  const writer = createRecordWriter(request.file);
  const collections = contents.map(({ collection, summaries }) => ({
    name: collection.name,
    documents: summaries.length,
    ...spaceOf(collection),
  }));
  const { version: writtenBy, now } = services;
  const header = { format: EXPORT_FORMAT, version: EXPORT_VERSION, writtenBy, createdAt: now(), collections } as const;
  await writer.write({ record: "header", ...header });
  const total = contents.reduce((sum, { summaries }) => sum + summaries.length, 0);
  const counts: ExportCounts["collections"][number][] = [];
  let done = 0;
  const tell = () => services.emit({ type: "documents-exported", done: ++done, total });
  for (const one of contents) {
    await writer.write({ record: "collection", name: one.collection.name, ...spaceOf(one.collection) });
    const sources = await writeSources(writer, services.store, one.collection.name, signal);
    await writeDocuments(writer, services, one, tell, signal);
    counts.push({ collection: one.collection.name, documents: one.summaries.length, sources });
  }
  await writer.end();
  return { collections: counts, documents: total };
}

const spaceOf = ({ space }: Collection) => (space === undefined ? {} : { space });

async function listContents(
  store: StoreReader,
  name: string | undefined,
  signal: AbortSignal,
): Promise<readonly Contents[]> {
  const all = await store.collections(signal);
  const wanted = name === undefined ? all : all.filter((collection) => collection.name === name);
  if (name !== undefined && wanted.length === 0)
    throw new CollectionNotFoundError(`The store has no collection "${name}".`, { hint: "See `lydian status`." });
  const contents: Contents[] = [];
  for (const collection of wanted) {
    const summaries = await store.listDocuments({ collection: collection.name, scope: everything }, signal);
    contents.push({ collection, summaries });
  }
  return contents;
}

async function writeSources(
  writer: RecordWriter,
  store: StoreReader,
  collection: string,
  signal: AbortSignal,
): Promise<number> {
  const sources = await store.sources(collection, signal);
  for (const { collection: _, ...source } of sources) await writer.write({ record: "source", ...source });
  return sources.length;
}

async function writeDocuments(
  writer: RecordWriter,
  { store, index }: ExportServices,
  { collection, summaries }: Contents,
  tell: () => void,
  signal: AbortSignal,
): Promise<void> {
  for (let start = 0; start < summaries.length; start += BATCH_DOCUMENTS) {
    const ids = summaries.slice(start, start + BATCH_DOCUMENTS).map(({ id }) => id);
    for (const form of await index.readIndexed(collection.name, ids, signal)) {
      signal.throwIfAborted();
      const reference = { collection: collection.name, scope: everything, document: form.documentId };
      const document = await store.readDocument(reference, signal);
      if (document === undefined) continue;
      const chunks = await store.chunksOfDocument(reference, signal);
      const original = await store.readOriginal(reference, signal);
      await writeDocument(writer, { document, chunks, original, form, fingerprint: collection.space?.fingerprint });
      tell();
    }
  }
}
