import type { EmbeddingSpace, ReadableFile, Source } from "../../core/index.ts";
import { defined } from "../../core/index.ts";
import { collectDocument, type ExportedDocument } from "./collect-document.ts";
import { corrupt, readRecords } from "./read-records.ts";
import type { ExportedCollection, ExportHeader, ExportRecord } from "./records.ts";

/** Items of an export in order: the header, then each collection with its sources and documents. */
export type ExportItem =
  | { readonly kind: "header"; readonly header: ExportHeader }
  | { readonly kind: "collection"; readonly name: string; readonly space?: EmbeddingSpace }
  | { readonly kind: "source"; readonly source: Source }
  | { readonly kind: "document"; readonly document: ExportedDocument };

/** Collection that is being read, with the sources, ids and URIs read so far. */
interface OpenCollection extends Omit<ExportedCollection, "record"> {
  readonly sources: Set<string>;
  readonly ids: Set<string>;
  readonly uris: Set<string>;
}

/**
 * Reads an export, one document at a time, and checks that its records fit together: order, counts, spans, hashes,
 * references.
 *
 * @throws {ExportCorruptError} and {ExportVersionError} at the first invalid record
 */
export async function* readExport(file: ReadableFile): AsyncGenerator<ExportItem> {
  const records = readRecords(file);
  const first = (await records.next()).value;
  if (first?.record !== "header") throw corrupt("Its header is missing");
  yield { kind: "header", header: first };
  const items = collectItems(first);
  for await (const record of records) {
    const item = items.take(record);
    if (item !== undefined) yield item;
  }
  items.finish();
}

/** Puts items together from their records, and checks their order. `finish` checks that nothing is missing. */
function collectItems(header: ExportHeader) {
  const expected = [...header.collections];
  let collection: OpenCollection | undefined;
  let document: ReturnType<typeof collectDocument> | undefined;
  return {
    /** Returns the item that the record completes; undefined if further records belong to it. */
    take(record: ExportRecord): ExportItem | undefined {
      if (document !== undefined) return takePiece(document, record);
      if (record.record === "collection") return takeCollection(record);
      if (collection === undefined) throw misplaced(record);
      if (record.record === "source") return { kind: "source", source: takeSource(collection, record) };
      if (record.record !== "document") throw misplaced(record);
      claimNames(collection, record);
      document = collectDocument(record, collection.name, collection.space);
      return undefined;
    },
    finish(): void {
      checkCount(collection, header);
      if (document !== undefined || expected.length > 0) throw corrupt("Documents or collections are missing");
    },
  };

  function takePiece(open: ReturnType<typeof collectDocument>, record: ExportRecord): ExportItem | undefined {
    if (open.take(record)) return undefined;
    if (record.record !== "document-end") throw misplaced(record);
    document = undefined;
    return { kind: "document", document: open.finish() };
  }

  function takeCollection(record: ExportedCollection): ExportItem {
    checkCount(collection, header);
    collection = openCollection(record, expected.shift()?.name);
    const { name, space } = record;
    return defined({ kind: "collection", name, space });
  }
}

function openCollection({ record: _, ...known }: ExportedCollection, expected: string | undefined): OpenCollection {
  if (known.name !== expected) throw corrupt("Its collections are not those of its header");
  return { ...known, sources: new Set(), ids: new Set(), uris: new Set() };
}

function takeSource(collection: OpenCollection, record: ExportRecord & { record: "source" }): Source {
  const { record: _, ...source } = record;
  if (collection.sources.has(source.uri) || collection.ids.size > 0) throw misplaced(record);
  collection.sources.add(source.uri);
  return { collection: collection.name, ...source };
}

function claimNames(collection: OpenCollection, { id, uri, source }: ExportRecord & { record: "document" }): void {
  if (collection.ids.has(id) || collection.uris.has(uri)) throw corrupt("A document occurs twice");
  if (source !== undefined && !collection.sources.has(source)) throw corrupt("A document's source is missing");
  collection.ids.add(id);
  collection.uris.add(uri);
}

function checkCount(collection: OpenCollection | undefined, header: ExportHeader): void {
  if (collection === undefined) return;
  const expected = header.collections.find(({ name }) => name === collection.name)?.documents;
  if (collection.ids.size !== expected) throw corrupt("Documents are missing");
}

const misplaced = ({ record }: ExportRecord) => corrupt(`A record "${record}" is out of place`);
