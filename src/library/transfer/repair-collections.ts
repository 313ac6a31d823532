import {
  type DamagedStore,
  type DocumentLoss,
  defined,
  fallbackLanguage,
  type IndexedDocument,
  type IndexedForm,
  type SalvagedDocument,
} from "../../core/index.ts";
import type { ImportServices } from "./open-target.ts";
import { openTarget } from "./open-target.ts";

/** Result of a repair: documents saved and lost. */
export interface RepairReport {
  /** The store's folder, absolute. */
  readonly store: string;
  /** Path of the damaged database, unchanged. */
  readonly damagedFile: string;
  /** Number of saved documents, including incomplete ones. */
  readonly documents: number;
  /** Number of saved documents with all their vectors. */
  readonly withVectors: number;
  /** Saved documents that are incomplete. The next `add` or `sync` of their files reads them again. */
  readonly incomplete: readonly {
    readonly collection: string;
    readonly uri: string;
    readonly lost: readonly DocumentLoss[];
  }[];
  /** Lost documents: their text or their access labels could not be read. */
  readonly lost: readonly { readonly collection: string; readonly uri: string }[];
  /** Number of places in the file that could not be read at all. It is unknown what they contained. */
  readonly unreadablePlaces: number;
}

/** Result of repairing `state.db`: the saved answers, conversations, keys and so on. */
export interface StateRepairReport {
  /** Path of the damaged file. */
  readonly damagedFile: string;
  readonly tables: readonly {
    readonly table: string;
    readonly saved: number;
    /** Number of rows that were damaged. */
    readonly lost: number;
    /** Number of places that could not be read. It is unknown how many rows they held. */
    readonly unreadablePlaces: number;
  }[];
}

export interface RepairServices extends Pick<ImportServices, "store" | "writer"> {
  readonly damaged: DamagedStore;
  /** Opens the readable segments of a collection. */
  openIndex(
    collection: string,
    signal: AbortSignal,
  ): Promise<{ read(documentIds: readonly string[], signal: AbortSignal): Promise<readonly IndexedForm[]> }>;
  /** Called with the number of documents saved so far. */
  tell(documents: number): void;
}

type Repaired = Omit<RepairReport, "store" | "damagedFile">;

/** Number of documents in memory at once. */
const BATCH_DOCUMENTS = 64;

/**
 * Copies everything that can be read from a damaged store into a new one: sources, documents, and the vectors of intact
 * segments. The index is built again from the documents. Losses are reported, and nothing is guessed.
 */
export async function repairCollections(services: RepairServices, signal: AbortSignal): Promise<Repaired> {
  const repaired = { documents: 0, withVectors: 0, incomplete: [], lost: [] };
  const counts: Counts = repaired;
  for (const { name, space } of services.damaged.collections)
    await repairCollection(services, defined({ name, counts, space }), signal);
  return { ...repaired, unreadablePlaces: services.damaged.leaps() };
}

interface Counts {
  documents: number;
  withVectors: number;
  readonly incomplete: RepairReport["incomplete"][number][];
  readonly lost: RepairReport["lost"][number][];
}

type Collection = DamagedStore["collections"][number] & { readonly counts: Counts };

async function repairCollection(services: RepairServices, collection: Collection, signal: AbortSignal): Promise<void> {
  const { damaged } = services;
  const { name, counts, space } = collection;
  const index = await services.openIndex(name, signal);
  const request = defined({ name, replace: false, tell: () => undefined, space });
  const target = await openTarget({ ...services, freeId: refuseId, emit: () => undefined }, request, signal);
  for (const source of damaged.sources(name)) await target.addSource(source);
  for (const batch of batchesOf(damaged.documents(name))) {
    const ids = batch.map(({ documentId }) => documentId);
    const forms = new Map((await index.read(ids, signal)).map((form) => [form.documentId, form]));
    for (const { documentId, uri, indexed, lost } of batch) {
      signal.throwIfAborted();
      if (indexed === undefined) counts.lost.push({ collection: name, uri });
      else {
        if (lost.length > 0) counts.incomplete.push({ collection: name, uri, lost });
        await target.add(withVectors(indexed, forms.get(documentId), space?.fingerprint));
      }
    }
    services.tell(counts.documents + target.counts.imported);
  }
  await target.finish();
  counts.documents += target.counts.imported;
  counts.withVectors += target.counts.withVectors;
}

function* batchesOf(documents: Iterable<SalvagedDocument>): Generator<readonly SalvagedDocument[]> {
  let batch: SalvagedDocument[] = [];
  for (const document of documents) {
    batch.push(document);
    if (batch.length < BATCH_DOCUMENTS) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

/** Adds the index's vectors to a document, if all are there and in the collection's space. */
function withVectors(indexed: IndexedDocument, form: IndexedForm | undefined, fingerprint: string | undefined) {
  const analyzedAs = form?.language || indexed.document.language || fallbackLanguage("auto");
  const isOfSpace = fingerprint !== undefined && form?.space?.fingerprint === fingerprint;
  const vectors = isOfSpace ? indexed.chunks.flatMap(({ id }) => form.vectors.get(id) ?? []) : [];
  const hasAll = isOfSpace && vectors.length === indexed.chunks.length;
  return hasAll ? { ...indexed, analyzedAs, vectors } : { ...indexed, analyzedAs };
}

/**
 * Returns a new id for a document whose id is taken. A store never has two documents with one id, so damage has changed
 * the id of this one.
 */
async function refuseId(_collection: string, uri: string): Promise<string> {
  return `repaired-${Buffer.from(uri).toString("hex").slice(0, 40)}`;
}
