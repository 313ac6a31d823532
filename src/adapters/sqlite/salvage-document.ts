import { createHash } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import type { Chunk, Document, DocumentLoss, SalvagedDocument } from "../../core/index.ts";
import { defined } from "../../core/index.ts";
import { metadata, receipt } from "../../core/schemas/index.ts";
import { type Connection, parseColumn } from "./connection.ts";
import { decodeLocations } from "./location-codec.ts";
import { elementsSchema, stringsSchema } from "./rows.ts";
import { orUndefined, type salvageBlocks } from "./salvage-blocks.ts";
import { type SalvagedDocumentRow, salvagedChunkRow } from "./salvage-rows.ts";

/** Where the parts of a damaged store's documents are looked for. */
export interface SalvageSources {
  readonly connection: Connection;
  readonly blocks: ReturnType<typeof salvageBlocks>;
  readonly chunkKeys: ReadonlyMap<number, readonly number[]>;
  readonly collectionName: string;
  readonly sourceUri: string | undefined;
  /** By its content hash. */
  original(contentHash: string): Uint8Array | undefined;
}

/** So that the next `add` or `sync` reads the file again. */
const REPAIRED = "repaired";

/** Puts a document together of what can be read of it. */
export function salvageDocument(sources: SalvageSources, row: SalvagedDocumentRow): SalvagedDocument {
  const { connection } = sources;
  const found = { documentId: row.id, uri: row.uri };
  const bytes = sources.blocks.read(row.key, "text", row.text_bytes);
  if (bytes === undefined) return { ...found, lost: ["text"] };
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const known = orUndefined(() => ({
    metadata: parseColumn(metadata, row.metadata, connection.path),
    accessLabels: parseColumn(stringsSchema, row.access_labels, connection.path),
    receipt: parseColumn(receipt, row.receipt, connection.path),
  }));
  if (known === undefined) return { ...found, lost: ["metadata"] };
  const elements = readPart(sources, { row, part: "elements" }, (json) =>
    parseColumn(elementsSchema, json, connection.path),
  );
  const locations = readPart(sources, { row, part: "locations" }, decodeLocations);
  const chunks = salvageChunks(sources, row, text);
  const isCut = chunks.length === known.receipt.chunks;
  const original = sources.original(row.content_hash);
  const isOriginal = original !== undefined && createHash("sha256").update(original).digest("hex") === row.content_hash;
  const lost: readonly DocumentLoss[] = [
    ...(elements === undefined ? (["elements"] as const) : []),
    ...(locations === undefined ? (["locations"] as const) : []),
    ...(isCut ? [] : (["chunks"] as const)),
    ...(original === undefined || isOriginal ? [] : (["original"] as const)),
  ];
  const document = {
    ...summaryOf(sources, row, lost),
    ...known,
    receipt: { ...known.receipt, chunks: chunks.length },
    text,
    elements: elements ?? [],
    locations: locations ?? [],
  };
  return { ...found, indexed: { document, chunks, ...(isOriginal ? { original } : {}) }, lost };
}

/** A document that is not whole is read again by the next `add`; one whose chunks are not all there is cut again. */
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
    ...(row.language == null ? {} : { language: row.language }),
    chunkingFingerprint: chunking,
    source: sourceUri,
    ...(row.revision == null ? {} : { revision: row.revision }),
  });
}

function readPart<T>(
  { blocks }: SalvageSources,
  { row, part }: { readonly row: SalvagedDocumentRow; readonly part: "elements" | "locations" },
  decode: (json: string) => T,
): T | undefined {
  const bytes = blocks.read(row.key, part, row[`${part}_bytes`]);
  return bytes === undefined ? undefined : orUndefined(() => decode(inflateRawSync(bytes).toString("utf8")));
}

/** The chunks whose place can be read; their text is the document's, whose checksum was compared. */
function salvageChunks(
  { connection, chunkKeys }: SalvageSources,
  row: SalvagedDocumentRow,
  text: string,
): readonly Chunk[] {
  const sql = "SELECT key, id, span_start, span_end, heading_path, tokens FROM chunks WHERE key = @key";
  const read = (key: number): readonly Chunk[] => {
    const chunk = connection.get(salvagedChunkRow, sql, { key });
    if (chunk === undefined || !chunk.id.startsWith(`${row.id}.`)) return [];
    const span = { start: chunk.span_start, end: chunk.span_end };
    if (!(span.start >= 0 && span.start < span.end && span.end <= text.length)) return [];
    const headingPath = parseColumn(stringsSchema, chunk.heading_path, connection.path);
    const { id, tokens } = chunk;
    return [{ id, documentId: row.id, span, text: text.slice(span.start, span.end), headingPath, tokens }];
  };
  const chunks = (chunkKeys.get(row.key) ?? []).flatMap((key) => orUndefined(() => read(key)) ?? []);
  return [...new Map(chunks.map((chunk) => [chunk.id, chunk])).values()];
}
