import { createHash } from "node:crypto";
import {
  type Collection,
  type DocumentSummary,
  everything,
  type IndexedForm,
  type IndexReader,
  LydianError,
  type StoreReader,
} from "../../core/index.ts";

interface Kept {
  readonly store: StoreReader;
  readonly index: IndexReader;
}

/** Number of documents whose vectors are looked up at once. */
const BATCH_DOCUMENTS = 64;

/**
 * Reads every document of a store with its chunks and original, and compares them with one another and with the index.
 *
 * @returns one sentence for each damage; none if the store is intact
 */
export async function* findDamage({ store, index }: Kept, signal: AbortSignal): AsyncGenerator<string> {
  for (const collection of await store.collections(signal)) {
    try {
      yield* damageOf({ store, index }, collection, signal);
    } catch (error) {
      yield `Collection "${collection.name}": ${messageOf(error)}`;
    }
  }
}

async function* damageOf({ store, index }: Kept, collection: Collection, signal: AbortSignal): AsyncGenerator<string> {
  const { name } = collection;
  const summaries = await store.listDocuments({ collection: name, scope: everything }, signal);
  const forms = new Map<string, IndexedForm>();
  const statistics = await index.statistics(name, signal);
  if (statistics.documents !== summaries.length)
    yield `Collection "${name}" has ${summaries.length} documents, but its index has ${statistics.documents}.`;
  for (let start = 0; start < summaries.length; start += BATCH_DOCUMENTS) {
    const batch = summaries.slice(start, start + BATCH_DOCUMENTS);
    const ids = batch.map(({ id }) => id);
    for (const form of await index.readIndexed(name, ids, signal)) forms.set(form.documentId, form);
    for (const summary of batch) {
      signal.throwIfAborted();
      const damage = await damageOfDocument(store, collection, summary, forms.get(summary.id), signal);
      if (damage !== undefined) yield `${summary.uri}: ${damage}`;
    }
    forms.clear();
  }
}

/** Describes the first damage of a document. Returns undefined if the document is intact. */
async function damageOfDocument(
  store: StoreReader,
  collection: Collection,
  summary: DocumentSummary,
  form: IndexedForm | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const reference = { collection: collection.name, scope: everything, document: summary.id };
    const document = await store.readDocument(reference, signal);
    if (document === undefined) return "it is listed, but cannot be read.";
    const chunks = await store.chunksOfDocument(reference, signal);
    const original = await store.readOriginal(reference, signal);
    if (original !== undefined && hashOf(original) !== summary.contentHash)
      return "its original does not match its hash.";
    if (chunks.length !== summary.receipt.chunks)
      return `it has ${chunks.length} chunks, but its receipt says ${summary.receipt.chunks}.`;
    if (chunks.some(({ span, text }) => document.text.slice(span.start, span.end) !== text))
      return "the text of a chunk differs from the document's text at its place.";
    if (form === undefined) return "it is not in the index.";
    const isOfSpace = form.space !== undefined && form.space.fingerprint === collection.space?.fingerprint;
    if (isOfSpace && chunks.some(({ id }) => !form.vectors.has(id))) return "a chunk has no vector.";
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

function messageOf(error: unknown): string {
  if (error instanceof LydianError) return error.message;
  throw error;
}
