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
import { collectionKey, keepSpace, readCollection, spaceFrom } from "./collections.ts";
import type { Connection } from "./connection.ts";
import { blockRow, partRow, segmentRow, sizeRow, tombstoneRow } from "./rows.ts";

const ofCollection = `SELECT segments.id FROM segments
  JOIN collections ON collections.key = segments.collection WHERE collections.name = @collection`;

/** The collection's segments by id, with their tombstones; an unknown collection is an empty index. */
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

/** Shows a part's blocks in order, compared with their checksums; none if the segment has gone or has no such part. */
export function readBlocks(
  connection: Connection,
  { segmentId: segment, part }: PartOfSegment,
  visit: VisitBlock,
): void {
  const stored = "SELECT size_bytes FROM segment_parts WHERE segment = @segment AND part = @part";
  const size = connection.get(sizeRow, stored, { segment, part })?.size_bytes;
  if (size === undefined) return;
  const sql = `SELECT number, checksum, bytes FROM segment_blocks
    WHERE segment = @segment AND part = @part ORDER BY number`;
  const rows = connection.iterate(blockRow, sql, { segment, part });
  let start = 0;
  for (const block of checkBlocks(rows, `part "${part}" of segment ${segment}`, size)) {
    visit(block, start);
    start += block.length;
  }
}

/** Answers the new segment's id. */
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
    space: space === undefined ? null : keepSpace(connection, space),
  });
  const { lexical, documents, vectors } = parts;
  if (lexical !== undefined) writePart(connection, { segment: key, part: "lexical" }, lexical);
  if (documents !== undefined) writePart(connection, { segment: key, part: "documents" }, documents);
  if (vectors !== undefined) writePart(connection, { segment: key, part: "vectors" }, vectors);
  return key;
}

/** Replaces the segment's vectors, if it had some of another space. */
export function attachVectors(
  connection: Connection,
  { segmentId, space }: { readonly segmentId: number; readonly space: EmbeddingSpace },
  bytes: Uint8Array,
): void {
  const { changes } = connection.run("UPDATE segments SET space = @space WHERE id = @segmentId", {
    space: keepSpace(connection, space),
    segmentId,
  });
  if (changes === 0) throw new InvalidArgumentError(`Segment ${segmentId} has gone; it can not take vectors.`);
  connection.run("DELETE FROM segment_parts WHERE segment = @segmentId AND part = 'vectors'", { segmentId });
  writePart(connection, { segment: segmentId, part: "vectors" }, bytes);
}

/** Its parts, blocks and tombstones go with it. */
export function dropSegment(connection: Connection, segmentId: number): void {
  connection.run("DELETE FROM segments WHERE id = @segmentId", { segmentId });
}

export function addTombstones(connection: Connection, segment: number, documentOrdinals: readonly number[]): void {
  const sql = "INSERT OR IGNORE INTO tombstones (segment, document_ordinal) VALUES (@segment, @ordinal)";
  for (const ordinal of documentOrdinals) connection.run(sql, { segment, ordinal });
}

function writePart(
  connection: Connection,
  { segment, part }: { readonly segment: number; readonly part: SegmentPart },
  bytes: Uint8Array,
): void {
  connection.run("INSERT INTO segment_parts (segment, part, size_bytes) VALUES (@segment, @part, @size)", {
    segment,
    part,
    size: bytes.length,
  });
  const sql = `INSERT INTO segment_blocks (segment, part, number, checksum, bytes)
    VALUES (@segment, @part, @number, @checksum, @bytes)`;
  for (const block of splitBlocks(bytes)) connection.run(sql, { segment, part, ...block });
}
