import type { z } from "zod";
import {
  type ChunkingCount,
  canRead,
  type Document,
  type DocumentCounts,
  type DocumentPageQuery,
  type DocumentQuery,
  type DocumentReference,
  type DocumentSummary,
  defined,
  type Excerpts,
  type LocatedDocument,
  type Span,
} from "../../core/index.ts";
import { metadata, receipt } from "../../core/schemas/index.ts";
import { checkBlocks, joinBlocks } from "./block-rows.ts";
import { readFormatVersion } from "./check-format.ts";
import { type Connection, parseColumn } from "./connection.ts";
import { inflateText } from "./deflate.ts";
import { inOrder } from "./in-order.ts";
import { decodeLocations } from "./location-codec.ts";
import { blockRow, chunkingRow, documentCountsRow, elementsSchema, stringsSchema, summaryRow } from "./row-schemas.ts";
import { readSpans, readText, type TextOwner } from "./text-rows.ts";

type SummaryRow = z.infer<typeof summaryRow>;

/** A document that the scope may read, with the key of its row. */
interface DocumentRecord {
  readonly key: number;
  /** Size of each stored part in bytes. */
  readonly sizes: Readonly<Record<DocumentPart, number>>;
  /** Length of the text in code units if chunks hold it, null if the part `text` does. */
  readonly textLength: number | null;
  readonly summary: DocumentSummary;
}

export type DocumentPart = "text" | "elements" | "locations";

const columns = `documents.key, documents.id, documents.uri, title, media_type, metadata, access_labels, content_hash,
  loader_id, loader_version, settings_fingerprint, added_at, receipt, text_bytes, elements_bytes, locations_bytes`;
const laterColumns = `language, chunking_fingerprint, revision,
  (SELECT sources.uri FROM sources WHERE sources.key = documents.source) AS source`;
const withoutLaterColumns = "NULL AS language, NULL AS chunking_fingerprint, NULL AS revision, NULL AS source";

/** Returns the columns of a summary. A store of an earlier version that is opened read-only lacks the later ones. */
function columnsOf(connection: Connection): string {
  const version = readFormatVersion(connection);
  const textLength = version < 3 ? "NULL AS text_length" : "text_length";
  return `${columns}, ${version < 2 ? withoutLaterColumns : laterColumns}, ${textLength}`;
}

const ofCollection = "collection = (SELECT key FROM collections WHERE name = @collection)";

/** Returns the summaries of the documents that the scope may read, by URI. No text is read. */
export function listDocuments(
  connection: Connection,
  { afterUri = "", limit = Number.POSITIVE_INFINITY, ...query }: DocumentPageQuery,
): readonly DocumentSummary[] {
  // No limit is a negative one in SQLite.
  const rowLimit = Number.isFinite(limit) ? limit : -1;
  const sql = `SELECT ${columnsOf(connection)} FROM documents
    WHERE ${ofCollection} AND documents.uri > @afterUri ORDER BY documents.uri LIMIT @rowLimit`;
  const listed: DocumentSummary[] = [];
  // Rows that the scope may not read leave room for others.
  for (let from = afterUri; ; ) {
    const rows = connection.all(summaryRow, sql, { collection: query.collection, afterUri: from, rowLimit });
    const summaries = rows.map((row) => summaryFrom(connection, query.collection, row));
    for (const summary of readable(summaries, query)) if (listed.length < limit) listed.push(summary);
    const last = rows.at(-1);
    if (last === undefined || rows.length < limit || listed.length >= limit) return listed;
    from = last.uri;
  }
}

export function countDocuments(connection: Connection, collection: string): DocumentCounts {
  const sql = `SELECT COUNT(*) AS documents, COUNT(*) FILTER (WHERE json_array_length(receipt, '$.warnings') > 0) AS withWarnings
    FROM documents WHERE ${ofCollection}`;
  return connection.get(documentCountsRow, sql, { collection }) ?? { documents: 0, withWarnings: 0 };
}

/**
 * Returns the documents inside a container at any depth, by URI.
 *
 * The two bounds let SQLite use the index on URIs alone: the character `0` follows `/`.
 */
export function readMembers(
  connection: Connection,
  { container, ...query }: DocumentQuery & { readonly container: string },
): readonly DocumentSummary[] {
  const sql = `SELECT ${columnsOf(connection)} FROM documents
    WHERE ${ofCollection} AND documents.uri >= @from AND documents.uri < @before ORDER BY documents.uri`;
  const { collection } = query;
  const rows = connection.all(summaryRow, sql, { collection, from: `${container}!/`, before: `${container}!0` });
  return readable(
    rows.map((row) => summaryFrom(connection, collection, row)),
    query,
  );
}

/** Counts the readable documents of each media type and chunking fingerprint. */
export function countChunkings(connection: Connection, { collection, scope }: DocumentQuery): readonly ChunkingCount[] {
  const fingerprint = readFormatVersion(connection) < 2 ? "NULL" : "chunking_fingerprint";
  const sql = `SELECT media_type, ${fingerprint} AS chunking_fingerprint, access_labels, COUNT(*) AS documents
    FROM documents WHERE ${ofCollection} GROUP BY 1, 2, 3 ORDER BY 1, 2`;
  const counts = new Map<string, ChunkingCount>();
  for (const row of connection.all(chunkingRow, sql, { collection })) {
    if (!canRead(scope, parseColumn(stringsSchema, row.access_labels, connection.path))) continue;
    const key = JSON.stringify([row.media_type, row.chunking_fingerprint]);
    const documents = row.documents + (counts.get(key)?.documents ?? 0);
    const chunkingFingerprint = row.chunking_fingerprint ?? undefined;
    counts.set(key, defined({ mediaType: row.media_type, documents, chunkingFingerprint }));
  }
  return [...counts.values()];
}

/** Returns the summaries that exist and that the scope may read, in the order of `values`. */
export function readSummaries(
  connection: Connection,
  by: "id" | "uri",
  values: readonly string[],
  query: DocumentQuery,
): readonly DocumentSummary[] {
  // CROSS JOIN fixes the order of the loops: otherwise SQLite may scan all documents.
  const sql = `SELECT ${columnsOf(connection)} FROM json_each(@values) AS names CROSS JOIN documents
    ON documents.${by} = names.value AND ${ofCollection}`;
  const rows = connection.all(summaryRow, sql, { collection: query.collection, values: JSON.stringify(values) });
  return readable(
    inOrder(rows, values, (row) => row[by]).map((row) => summaryFrom(connection, query.collection, row)),
    query,
  );
}

/** Returns the document of this id, or else of this URI, if the scope may read it. */
export function findDocument(
  connection: Connection,
  { collection, document, scope }: DocumentReference,
): DocumentRecord | undefined {
  // Two searches, one for each index: with an OR, SQLite would scan all documents of the collection.
  const by = (column: "id" | "uri") =>
    `SELECT ${columnsOf(connection)} FROM documents WHERE ${ofCollection} AND documents.${column} = @document`;
  const row =
    connection.get(summaryRow, by("id"), { collection, document }) ??
    connection.get(summaryRow, by("uri"), { collection, document });
  if (row === undefined) return undefined;

  const summary = summaryFrom(connection, collection, row);
  const sizes = { text: row.text_bytes, elements: row.elements_bytes, locations: row.locations_bytes };
  return canRead(scope, summary.accessLabels)
    ? { key: row.key, sizes, textLength: row.text_length, summary }
    : undefined;
}

/**
 * Returns a document with its text, elements and location map, if the scope may read it.
 *
 * @throws {BlockCorruptError} if a stored block is damaged
 */
export function readDocument(connection: Connection, reference: DocumentReference): Document | undefined {
  const record = findDocument(connection, reference);
  return (
    record && {
      ...record.summary,
      text: readText(connection, textOwner(connection, record)),
      elements: parseColumn(elementsSchema, inflateText(readPart(connection, record, "elements")), connection.path),
      locations: locationsOf(connection, record),
    }
  );
}

/**
 * Returns the texts of some spans of a document, if the scope may read it.
 *
 * @throws {BlockCorruptError} if what is read is damaged
 */
export function readExcerpts(
  connection: Connection,
  { spans, ...reference }: DocumentReference & { readonly spans: readonly Span[] },
): Excerpts | undefined {
  const record = findDocument(connection, reference);
  return record && { document: record.summary, texts: readSpans(connection, textOwner(connection, record), spans) };
}

/**
 * Returns the location map of a document, if the scope may read it.
 *
 * @throws {BlockCorruptError} if the map is damaged
 */
export function readLocations(connection: Connection, reference: DocumentReference): LocatedDocument | undefined {
  const record = findDocument(connection, reference);
  return record && { document: record.summary, locations: locationsOf(connection, record) };
}

const textOwner = (connection: Connection, record: DocumentRecord): TextOwner => ({
  ...record,
  id: record.summary.id,
  readHead: () => readPart(connection, record, "text"),
});

const locationsOf = (connection: Connection, record: DocumentRecord) =>
  decodeLocations(inflateText(readPart(connection, record, "locations")));

function readPart(connection: Connection, { key, sizes, summary }: DocumentRecord, part: DocumentPart): Uint8Array {
  const sql = `SELECT number, checksum, bytes FROM document_blocks
    WHERE document = @key AND part = @part ORDER BY number`;
  const rows = connection.all(blockRow, sql, { key, part });
  return joinBlocks([...checkBlocks(rows, `the ${part} of document ${summary.id}`, sizes[part])]);
}

const readable = (summaries: readonly DocumentSummary[], { scope }: DocumentQuery) =>
  scope.kind === "everything" ? summaries : summaries.filter((summary) => canRead(scope, summary.accessLabels));

function summaryFrom({ path }: Connection, collection: string, row: SummaryRow): DocumentSummary {
  return defined({
    id: row.id,
    collection,
    uri: row.uri,
    title: row.title,
    mediaType: row.media_type,
    metadata: parseColumn(metadata, row.metadata, path),
    accessLabels: parseColumn(stringsSchema, row.access_labels, path),
    contentHash: row.content_hash,
    loader: { id: row.loader_id, version: row.loader_version },
    settingsFingerprint: row.settings_fingerprint,
    addedAt: row.added_at,
    receipt: parseColumn(receipt, row.receipt, path),
    language: row.language ?? undefined,
    chunkingFingerprint: row.chunking_fingerprint ?? undefined,
    source: row.source ?? undefined,
    revision: row.revision ?? undefined,
  });
}
