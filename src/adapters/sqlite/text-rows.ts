import { KEYS_PER_DOCUMENT } from "./chunk-keys.ts";
import type { Connection } from "./connection.ts";
import { joinText, type StoredPiece, type TextCut } from "./cut-text.ts";
import { pieceRow } from "./row-schemas.ts";

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

function readPieces(connection: Connection, document: number): readonly StoredPiece[] {
  const sql = `SELECT span_start, span_end, checksum, bytes FROM chunks
    WHERE key >= @first AND key < @first + ${KEYS_PER_DOCUMENT} ORDER BY key`;
  const rows = connection.all(pieceRow, sql, { first: document * KEYS_PER_DOCUMENT });
  return rows.map(({ span_start: start, span_end: end, checksum, bytes }) => ({
    span: { start, end },
    checksum,
    bytes,
  }));
}
