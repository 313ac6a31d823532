import {
  type EmbeddingSpace,
  type IndexState,
  InvalidArgumentError,
  type PartOfSegment,
  type SegmentInfo,
  type SegmentPart,
  type VisitBlock,
} from "../../core/index.ts";
import { checkBlocks, splitBlocks } from "./block-rows.ts";
import { collectionKey, ensureSpace, readCollection, spaceFrom } from "./collection-rows.ts";
import type { Connection } from "./connection.ts";
import { blockRow, partRow, segmentRow, sizeRow, tombstoneRow } from "./row-schemas.ts";

const ofCollection = `SELECT segments.id FROM segments
  JOIN collections ON collections.key = segments.collection WHERE collections.name = @collection`;

/** Returns the collection's segments by id, with their tombstones. An unknown collection has an empty index. */
export function readIndexState(connection: Connection, collection: string): IndexState {
  const sql = `SELECT id, format_version, analysis_fingerprint, chunk_count, model, dimensions, fingerprint
    FROM segments LEFT JOIN spaces ON spaces.key = segments.space WHERE id IN (${ofCollection}) ORDER BY id`;
  const sizes = readSizes(connection, collection);
  const segments = connection.all(segmentRow, sql, { collection }).map(
    (row): SegmentInfo => ({
      id: row.id,
      collection,
      formatVersion: row.format_version,
      analysisFingerprint: row.analysis_fingerprint,
      chunkCount: row.chunk_count,
      sizes: sizes.get(row.id) ?? {},
      ...spaceFrom(row),
    }),
  );

  const generation = readCollection(connection, collection)?.generation ?? 0;
  return { generation, segments, tombstones: readTombstones(connection, collection) };
}

function readSizes(connection: Connection, collection: string): ReadonlyMap<number, SegmentInfo["sizes"]> {
  const sql = `SELECT segment, part, size_bytes FROM segment_parts WHERE segment IN (${ofCollection})`;
  const sizes = new Map<number, SegmentInfo["sizes"]>();
  for (const { segment, part, size_bytes } of connection.all(partRow, sql, { collection }))
    sizes.set(segment, { ...sizes.get(segment), [part]: size_bytes });
  return sizes;
}

function readTombstones(connection: Connection, collection: string): ReadonlyMap<number, readonly number[]> {
  const sql = `SELECT segment, document_ordinal FROM tombstones
    WHERE segment IN (${ofCollection}) ORDER BY segment, document_ordinal`;
  const tombstones = new Map<number, number[]>();
  for (const { segment, document_ordinal } of connection.all(tombstoneRow, sql, { collection })) {
    const ordinals = tombstones.get(segment) ?? [];
    ordinals.push(document_ordinal);
    tombstones.set(segment, ordinals);
  }
  return tombstones;
}

/**
 * Passes the blocks of a part to `visit` in order, each after comparing its checksum. Visits none if the segment was
 * dropped or has no such part.
 *
 * @throws {BlockCorruptError} if a block is damaged or missing
 */
export function readBlocks(
  connection: Connection,
  { segmentId: segment, part }: PartOfSegment,
  visit: VisitBlock,
): void {
  const sizeSql = "SELECT size_bytes FROM segment_parts WHERE segment = @segment AND part = @part";
  const sizeBytes = connection.get(sizeRow, sizeSql, { segment, part })?.size_bytes;
  if (sizeBytes === undefined) return;

  const sql = `SELECT number, checksum, bytes FROM segment_blocks
    WHERE segment = @segment AND part = @part ORDER BY number`;
  const rows = connection.iterate(blockRow, sql, { segment, part });
  let start = 0;
  for (const block of checkBlocks(rows, `part "${part}" of segment ${segment}`, sizeBytes)) {
    visit(block, start);
    start += block.length;
  }
}

/** Adds a segment with its parts and returns its id. */
export function writeSegment(
  connection: Connection,
  segment: Omit<SegmentInfo, "id" | "sizes">,
  parts: Readonly<Partial<Record<SegmentPart, Uint8Array>>>,
): number {
  const sql = `INSERT INTO segments (collection, format_version, analysis_fingerprint, chunk_count, space)
    VALUES (@collection, @formatVersion, @analysisFingerprint, @chunkCount, @space)`;
  const { formatVersion, analysisFingerprint, chunkCount, space } = segment;
  const { key } = connection.run(sql, {
    collection: collectionKey(connection, segment.collection),
    formatVersion,
    analysisFingerprint,
    chunkCount,
    space: space === undefined ? null : ensureSpace(connection, space),
  });

  const { lexical, documents, vectors } = parts;
  if (lexical !== undefined) writePart(connection, { segmentId: key, part: "lexical" }, lexical);
  if (documents !== undefined) writePart(connection, { segmentId: key, part: "documents" }, documents);
  if (vectors !== undefined) writePart(connection, { segmentId: key, part: "vectors" }, vectors);
  return key;
}

/**
 * Stores the vectors of a segment and its embedding space. Vectors of an earlier space are replaced.
 *
 * @throws {InvalidArgumentError} if the segment was dropped
 */
export function attachVectors(
  connection: Connection,
  segmentId: number,
  space: EmbeddingSpace,
  bytes: Uint8Array,
): void {
  const { changes } = connection.run("UPDATE segments SET space = @space WHERE id = @segmentId", {
    space: ensureSpace(connection, space),
    segmentId,
  });
  if (changes === 0)
    throw new InvalidArgumentError(`Segment ${segmentId} no longer exists; no vectors can be attached to it.`);

  connection.run("DELETE FROM segment_parts WHERE segment = @segmentId AND part = 'vectors'", { segmentId });
  writePart(connection, { segmentId, part: "vectors" }, bytes);
}

/** Removes a segment with its parts, blocks and tombstones. */
export function dropSegment(connection: Connection, segmentId: number): void {
  connection.run("DELETE FROM segments WHERE id = @segmentId", { segmentId });
}

/** Marks documents of a segment as removed or replaced. Ordinals that are marked already are ignored. */
export function addTombstones(connection: Connection, segment: number, documentOrdinals: readonly number[]): void {
  const sql = "INSERT OR IGNORE INTO tombstones (segment, document_ordinal) VALUES (@segment, @ordinal)";
  for (const ordinal of documentOrdinals) connection.run(sql, { segment, ordinal });
}

function writePart(connection: Connection, { segmentId: segment, part }: PartOfSegment, bytes: Uint8Array): void {
  connection.run("INSERT INTO segment_parts (segment, part, size_bytes) VALUES (@segment, @part, @size)", {
    segment,
    part,
    size: bytes.length,
  });

  const sql = `INSERT INTO segment_blocks (segment, part, number, checksum, bytes)
    VALUES (@segment, @part, @number, @checksum, @bytes)`;
  for (const block of splitBlocks(bytes)) connection.run(sql, { segment, part, ...block });
}
