import { createHash } from "node:crypto";
import { type Chunk, type Document, type DocumentLoss, defined, type SalvagedDocument } from "../../core/index.ts";
import { metadata, receipt } from "../../core/schemas/index.ts";
import { joinBlocks } from "./block-rows.ts";
import { readFormatVersion } from "./check-format.ts";
import { joinChunkId, KEYS_PER_DOCUMENT } from "./chunk-keys.ts";
import { type Connection, parseColumn } from "./connection.ts";
import { inflateText } from "./deflate.ts";
import { decodeLocations } from "./location-codec.ts";
import { elementsSchema, stringsSchema } from "./row-schemas.ts";
import { type SalvagedBlocks, unlessDamaged } from "./salvage-blocks.ts";
import { type SalvagedDocumentRow, salvagedChunkRow } from "./salvage-rows.ts";
import { readText } from "./text-rows.ts";

/** Places that hold the parts of a document in a damaged store. */
export interface SalvageSources {
  readonly connection: Connection;
  readonly blocks: SalvagedBlocks;
  readonly chunkKeys: ReadonlyMap<number, readonly number[]>;
  readonly collectionName: string;
  readonly sourceUri: string | undefined;
  /** Returns original bytes by their content hash: empty if they are damaged, undefined if none were stored. */
  original(contentHash: string): Uint8Array | undefined;
}

/** Settings fingerprint that differs from every other, so that the next `add` or `sync` reads the file again. */
const REPAIRED = "repaired";

/** Assembles a document from the parts that can be read, and lists the parts that are lost. */
export function salvageDocument(sources: SalvageSources, row: SalvagedDocumentRow): SalvagedDocument {
  const { connection } = sources;
  const identity = { documentId: row.id, uri: row.uri };

  const text = unlessDamaged(() => readTextOf(sources, row));
  if (text === undefined) return { ...identity, lost: ["text"] };

  const details = unlessDamaged(() => ({
    metadata: parseColumn(metadata, row.metadata, connection.path),
    accessLabels: parseColumn(stringsSchema, row.access_labels, connection.path),
    receipt: parseColumn(receipt, row.receipt, connection.path),
  }));
  if (details === undefined) return { ...identity, lost: ["metadata"] };

  const elements = readPart(sources, row, "elements", (json) => parseColumn(elementsSchema, json, connection.path));
  const locations = readPart(sources, row, "locations", decodeLocations);
  const chunks = salvageChunks(sources, row, text);
  const original = sources.original(row.content_hash);
  const isOriginalIntact =
    original !== undefined && createHash("sha256").update(original).digest("hex") === row.content_hash;

  const lost: DocumentLoss[] = [];
  if (elements === undefined) lost.push("elements");
  if (locations === undefined) lost.push("locations");
  if (chunks.length !== details.receipt.chunks) lost.push("chunks");
  if (original !== undefined && !isOriginalIntact) lost.push("original");

  const document = {
    ...summaryOf(sources, row, lost),
    ...details,
    receipt: { ...details.receipt, chunks: chunks.length },
    text,
    elements: elements ?? [],
    locations: locations ?? [],
  };
  const indexed = defined({ document, chunks, original: isOriginalIntact ? original : undefined });
  return { ...identity, indexed, lost };
}

/** Returns the summary. An incomplete document is read again by the next `add`; lost chunks are cut again. */
function summaryOf(
  { collectionName, sourceUri }: SalvageSources,
  row: SalvagedDocumentRow,
  lost: readonly DocumentLoss[],
): Omit<Document, "metadata" | "accessLabels" | "receipt" | "text" | "elements" | "locations"> {
  const chunking = lost.includes("chunks") ? undefined : (row.chunking_fingerprint ?? undefined);
  return defined({
    id: row.id,
    collection: collectionName,
    uri: row.uri,
    title: row.title,
    mediaType: row.media_type,
    contentHash: row.content_hash,
    loader: { id: row.loader_id, version: row.loader_version },
    settingsFingerprint: lost.length > 0 ? REPAIRED : row.settings_fingerprint,
    addedAt: row.added_at,
    language: row.language ?? undefined,
    chunkingFingerprint: chunking,
    source: sourceUri,
    revision: row.revision ?? undefined,
  });
}

function readTextOf({ connection, blocks }: SalvageSources, row: SalvagedDocumentRow): string {
  const { key, id, text_length: textLength = null } = row;
  const readHead = () => joinBlocks(blocks.readBlocks(key, "text", row.text_bytes));
  return readText(connection, { key, id, textLength, readHead });
}

function readPart<T>(
  { blocks }: SalvageSources,
  row: SalvagedDocumentRow,
  part: "elements" | "locations",
  decode: (json: string) => T,
): T | undefined {
  const bytes = blocks.read(row.key, part, row[`${part}_bytes`]);
  return bytes === undefined ? undefined : unlessDamaged(() => decode(inflateText(bytes)));
}

/** Returns the chunks whose span can be read. Their text is taken from the document, which has passed its checksum. */
function salvageChunks(
  { connection, chunkKeys }: SalvageSources,
  row: SalvagedDocumentRow,
  text: string,
): readonly Chunk[] {
  const headingPathSql =
    readFormatVersion(connection) < 3
      ? "heading_path"
      : `COALESCE(heading_path, (SELECT first.heading_path FROM chunks AS first
          WHERE first.key = chunks.key / ${KEYS_PER_DOCUMENT} * ${KEYS_PER_DOCUMENT} + chunks.heading_chunk))`;
  const sql = `SELECT key, id, span_start, span_end, ${headingPathSql} AS heading_path, tokens FROM chunks WHERE key = @key`;
  const read = (key: number): readonly Chunk[] => {
    const chunk = connection.get(salvagedChunkRow, sql, { key });
    if (chunk === undefined) return [];
    const number = key % KEYS_PER_DOCUMENT;
    const id = chunk.id ?? joinChunkId({ documentId: row.id, version: row.chunk_version ?? "", number });
    if (!id.startsWith(`${row.id}.`)) return [];
    const span = { start: chunk.span_start, end: chunk.span_end };
    if (!(span.start >= 0 && span.start < span.end && span.end <= text.length)) return [];
    const headingPath = parseColumn(stringsSchema, chunk.heading_path, connection.path);
    const { tokens } = chunk;
    return [{ id, documentId: row.id, span, text: text.slice(span.start, span.end), headingPath, tokens }];
  };
  const chunks = (chunkKeys.get(row.key) ?? []).flatMap((key) => unlessDamaged(() => read(key)) ?? []);
  return [...new Map(chunks.map((chunk) => [chunk.id, chunk])).values()];
}
