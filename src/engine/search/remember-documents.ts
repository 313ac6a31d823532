import { LRUCache } from "lru-cache";
import type {
  Document,
  DocumentReference,
  DocumentSummary,
  LocatedDocument,
  LocationMap,
  StoreReader,
} from "../../core/index.ts";
import type { SearchedStore } from "./search-request.ts";

/** Limits of the memory. */
interface MemoryLimits {
  /** Characters of the texts of documents, in UTF-16 code units. A longer document is never remembered. */
  readonly characters: number;
  /** Entries of location maps, and boxes in them. A larger map is never remembered. */
  readonly places: number;
}

const LIMITS: MemoryLimits = { characters: 20_000_000, places: 500_000 };

/**
 * Remembers the documents that were read last, for the answers written from them, and the location maps that were read
 * last, since placing a hit needs the whole map. Something remembered is used only if its summary is that of the stored
 * version.
 */
export function rememberDocuments(
  store: Omit<SearchedStore, "readLocations"> & Pick<StoreReader, "readLocations">,
  limits = LIMITS,
): SearchedStore {
  const documents = new LRUCache<string, Document>({
    maxSize: limits.characters,
    sizeCalculation: ({ text, locations, elements }) =>
      Math.max(1, text.length, countPlaces(locations) + elements.length),
  });
  const maps = new LRUCache<string, LocatedDocument>({
    maxSize: limits.places,
    sizeCalculation: ({ locations }) => Math.max(1, countPlaces(locations)),
  });

  return {
    collection: (name, signal) => store.collection(name, signal),
    collections: (signal) => store.collections(signal),
    readChunks: (query, signal) => store.readChunks(query, signal),
    readSummaries: (query, signal) => store.readSummaries(query, signal),
    readExcerpts: (query, signal) => store.readExcerpts(query, signal),
    signatures: (query, signal) => store.signatures(query, signal),
    async readDocument(reference, signal) {
      const key = keyOf(reference);
      const [summary] = await store.readSummaries({ ...reference, ids: [reference.document] }, signal);
      const remembered = documents.get(key);
      if (remembered !== undefined && summary !== undefined && isSameVersion(remembered, summary)) return remembered;
      const document = await store.readDocument(reference, signal);
      if (document === undefined) documents.delete(key);
      else documents.set(key, document);
      return document;
    },
    async readLocations({ summary, ...query }, signal) {
      const reference = { ...query, document: summary.id };
      const key = keyOf(reference);
      const remembered = maps.get(key);
      if (remembered !== undefined && isSameVersion(remembered.document, summary)) return remembered.locations;
      const located = await store.readLocations(reference, signal);
      if (located === undefined) maps.delete(key);
      else maps.set(key, located);
      return located && isSameVersion(located.document, summary) ? located.locations : undefined;
    },
  };
}

const keyOf = ({ collection, document }: DocumentReference) => `${collection} ${document}`;

/** Counts the entries of a location map and their boxes. */
function countPlaces(locations: LocationMap): number {
  return locations.reduce((sum, { location }) => sum + 1 + ("boxes" in location ? location.boxes.length : 0), 0);
}

/** Tests whether two summaries are of one version. A changed title, label or setting is a new version too. */
function isSameVersion(a: DocumentSummary, b: DocumentSummary): boolean {
  return a.addedAt === b.addedAt && a.contentHash === b.contentHash && a.settingsFingerprint === b.settingsFingerprint;
}
