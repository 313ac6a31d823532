import { LRUCache } from "lru-cache";
import type { Document, DocumentReference, DocumentSummary } from "../../core/index.ts";
import type { SearchedStore } from "./search-request.ts";

const MAX_CHARACTERS = 20_000_000;

/**
 * Remembers the documents that were read last, since placing a hit needs its whole document. A remembered document is
 * used only if its summary is that of the stored version. Without a summary, the store is asked for the current one.
 *
 * @param maxCharacters  maximum text to remember, in UTF-16 code units; a longer document is never remembered
 */
export function rememberDocuments(
  store: Omit<SearchedStore, "readDocuments">,
  maxCharacters = MAX_CHARACTERS,
): SearchedStore {
  const documents = new LRUCache<string, Document>({
    maxSize: maxCharacters,
    sizeCalculation: ({ text }) => Math.max(1, text.length),
  });

  /**
   * Reads a document, from memory if its summary is current.
   *
   * @param summary  the current summary; undefined if the document does not exist, or this reader may not see it
   */
  async function read(reference: DocumentReference, summary: DocumentSummary | undefined, signal: AbortSignal) {
    const key = `${reference.collection} ${reference.document}`;
    const remembered = documents.get(key);
    if (remembered !== undefined && summary !== undefined && isSameVersion(remembered, summary)) return remembered;
    const document = await store.readDocument(reference, signal);
    if (document === undefined) documents.delete(key);
    else documents.set(key, document);
    return document;
  }

  return {
    collection: (name, signal) => store.collection(name, signal),
    collections: (signal) => store.collections(signal),
    readChunks: (query, signal) => store.readChunks(query, signal),
    readSummaries: (query, signal) => store.readSummaries(query, signal),
    signatures: (query, signal) => store.signatures(query, signal),
    async readDocument(reference, signal) {
      const [summary] = await store.readSummaries({ ...reference, ids: [reference.document] }, signal);
      return read(reference, summary, signal);
    },
    async readDocuments({ summaries, ...query }, signal) {
      const found: Document[] = [];
      for (const summary of summaries) {
        const document = await read({ ...query, document: summary.id }, summary, signal);
        if (document !== undefined) found.push(document);
      }
      return found;
    },
  };
}

/** Tests whether two summaries are of one version. A changed title, label or setting is a new version too. */
function isSameVersion(a: DocumentSummary, b: DocumentSummary): boolean {
  return a.addedAt === b.addedAt && a.contentHash === b.contentHash && a.settingsFingerprint === b.settingsFingerprint;
}
