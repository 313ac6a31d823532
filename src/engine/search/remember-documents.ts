import type { Document, DocumentReference, DocumentSummary } from "../../core/index.ts";
import type { SearchedStore } from "./search-request.ts";

const MOST_CHARACTERS = 20_000_000;

/**
 * Keeps the documents that were read last, since a hit's place is looked up in its whole document. A document is that of
 * its summary; where none is given, the store is asked whether it is there, readable, and the same version.
 *
 * @param mostCharacters  kept, in UTF-16 code units of text, default 20 million; a longer document is never kept
 */
export function rememberDocuments(
  store: Omit<SearchedStore, "readDocuments">,
  mostCharacters = MOST_CHARACTERS,
): SearchedStore {
  /** In the order of their last use, oldest first. */
  const kept = new Map<string, Document>();
  let characters = 0;

  function forget(key: string): void {
    characters -= kept.get(key)?.text.length ?? 0;
    kept.delete(key);
  }

  function keep(key: string, document: Document): void {
    forget(key);
    if (document.text.length > mostCharacters) return;
    kept.set(key, document);
    characters += document.text.length;
    for (const oldest of kept.keys()) {
      if (characters <= mostCharacters) break;
      forget(oldest);
    }
  }

  /** @param summary  as it is now; undefined if it is not there, or not for this reader */
  async function read(reference: DocumentReference, summary: DocumentSummary | undefined, signal: AbortSignal) {
    const key = `${reference.collection} ${reference.document}`;
    const known = kept.get(key);
    const document =
      known !== undefined && summary !== undefined && isSameVersion(known, summary)
        ? known
        : await store.readDocument(reference, signal);
    if (document === undefined) forget(key);
    else keep(key, document);
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
      const documents: Document[] = [];
      for (const summary of summaries) {
        const document = await read({ ...query, document: summary.id }, summary, signal);
        if (document !== undefined) documents.push(document);
      }
      return documents;
    },
  };
}

/** A version is added once; a changed title, label or setting is a new version too. */
function isSameVersion(a: DocumentSummary, b: DocumentSummary): boolean {
  return a.addedAt === b.addedAt && a.contentHash === b.contentHash && a.settingsFingerprint === b.settingsFingerprint;
}
