import type { Span } from "../../core/index.ts";
import { KEYS_PER_DOCUMENT } from "./chunk-keys.ts";
import type { Connection } from "./connection.ts";
import { joinSpan, joinText, type StoredPiece, type TextCut } from "./cut-text.ts";
import { pieceRow, pieceStartRow } from "./row-schemas.ts";

/** A document whose text is read. */
export interface TextOwner extends Pick<TextCut, "textLength"> {
  readonly key: number;
  /** Name in error messages. */
  readonly id: string;
  /** Reads the UTF-8 of the text that is in no chunk's row. */
  readHead(): Uint8Array;
}

/**
 * Returns the text of a document.
 *
 * @throws {BlockCorruptError} if a part of it is damaged or missing
 */
export function readText(connection: Connection, { key, id, textLength, readHead }: TextOwner): string {
  const head = new TextDecoder("utf-8", { ignoreBOM: true }).decode(readHead());
  const pieces = textLength === null ? [] : readPieces(connection, key);
  return joinText({ head, textLength }, pieces, `document ${id}`);
}

/**
 * Returns the texts of some spans of a document. Where its chunks hold the text, only those of the spans are read.
 *
 * @throws {BlockCorruptError} if a part of it is damaged or missing
 */
export function readSpans(connection: Connection, owner: TextOwner, spans: readonly Span[]): readonly string[] {
  let whole: string | undefined;
  return spans.map((span) => {
    const part = readSpan(connection, owner, span);
    if (part !== undefined) return part;
    whole ??= readText(connection, owner);
    return whole.slice(span.start, span.end);
  });
}

/** Returns the text of a span; undefined if its start is in no chunk's row. */
function readSpan(connection: Connection, owner: TextOwner, { start, end }: Span): string | undefined {
  if (owner.textLength === null) return undefined;
  const span = { start, end: Math.min(end, owner.textLength) };
  if (span.start >= span.end) return "";
  const from = findPiece(connection, owner.key, span.start);
  if (from === undefined) return undefined;
  return joinSpan(readPieces(connection, owner.key, { from, end: span.end }), span, `document ${owner.id}`);
}

/** Returns the key of the last piece that starts at or before an offset. Pieces are in the order of the text. */
function findPiece(connection: Connection, document: number, offset: number): number | undefined {
  const first = document * KEYS_PER_DOCUMENT;
  let [low, high]: [number, number] = [first, first + KEYS_PER_DOCUMENT];
  const sql = "SELECT key, span_start FROM chunks WHERE key >= @from AND key < @before ORDER BY key LIMIT 1";
  let found: number | undefined;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = connection.get(pieceStartRow, sql, { from: middle, before: high });
    if (row === undefined || row.span_start > offset) {
      high = middle;
    } else {
      found = row.key;
      low = row.key + 1;
    }
  }
  return found;
}

interface PieceRange {
  /** Key of the first piece. */
  readonly from: number;
  /** Offset before which the last piece starts. */
  readonly end: number;
}

/** Returns the pieces of a document in order: all of them, or those of a range. */
function readPieces(connection: Connection, document: number, range?: PieceRange): readonly StoredPiece[] {
  const first = document * KEYS_PER_DOCUMENT;
  const sql = `SELECT span_start, span_end, checksum, bytes FROM chunks
    WHERE key >= @from AND key < @before ORDER BY key`;
  const parameters = { from: range?.from ?? first, before: first + KEYS_PER_DOCUMENT };
  const pieces: StoredPiece[] = [];
  for (const row of connection.iterate(pieceRow, sql, parameters)) {
    if (range !== undefined && row.span_start >= range.end) break;
    const { span_start: start, span_end: end, checksum, bytes } = row;
    pieces.push({ span: { start, end }, checksum, bytes });
  }
  return pieces;
}
