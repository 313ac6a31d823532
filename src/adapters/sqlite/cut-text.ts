import { crc32 } from "node:zlib";
import { type Chunk, type DocumentText, damagedStoreError, type Span } from "../../core/index.ts";
import { checkBlock } from "./block-rows.ts";

/**
 * Maximum length of a chunk's piece of the text, in UTF-16 code units. Reading a longer value would block everything
 * else.
 */
const MAX_PIECE_LENGTH = 256 * 1_024;

/** A piece of a document's text in the row of a chunk: the chunk's text, then what follows up to the next chunk. */
export interface TextPiece {
  readonly checksum: number;
  readonly bytes: Uint8Array;
}

/** A document's text, cut so that each chunk has its own piece. */
export interface TextCut {
  /** Text that is in no piece: what precedes the first chunk, or all of it. */
  readonly head: string;
  /** One piece for each chunk, in order, each created while it is read. */
  readonly pieces: Iterable<TextPiece>;
  /** Length of the whole text in code units, or null if `head` is the whole text. */
  readonly textLength: number | null;
}

/** A stored piece, with the span of its chunk. */
export interface StoredPiece extends TextPiece {
  readonly span: Span;
}

/**
 * Cuts a text into one piece for each chunk, so that a chunk is read without its document and no text is
 * stored twice. Pieces overlap where chunks do. If chunks are out of order or far apart, or would split a
 * character, `head` is the whole text.
 */
export function cutText(text: DocumentText, chunks: readonly Pick<Chunk, "span">[]): TextCut {
  const isCut = chunks.length > 0 && chunks.every((_, index) => isCuttable(text, chunks, index));
  const spanOf = ({ span }: Pick<Chunk, "span">, index: number) =>
    isCut ? { start: span.start, end: pieceEnd(text, chunks, index) } : span;
  return {
    head: isCut ? text.slice(0, chunks[0]?.span.start) : text.toString(),
    pieces: createPieces(text, chunks, spanOf),
    textLength: isCut ? text.length : null,
  };
}

/** Returns whether a chunk's text, up to the next chunk, can be a piece. */
function isCuttable(text: DocumentText, chunks: readonly Pick<Chunk, "span">[], index: number): boolean {
  const start = chunks[index]?.span.start ?? 0;
  const end = pieceEnd(text, chunks, index);
  const isOrdered = start <= (chunks[index + 1]?.span.start ?? text.length);
  return isOrdered && end - start <= MAX_PIECE_LENGTH && !splitsPair(text, start) && !splitsPair(text, end);
}

function pieceEnd(text: DocumentText, chunks: readonly Pick<Chunk, "span">[], index: number): number {
  return Math.max(chunks[index]?.span.end ?? 0, chunks[index + 1]?.span.start ?? text.length);
}

function* createPieces(
  text: DocumentText,
  chunks: readonly Pick<Chunk, "span">[],
  spanOf: (chunk: Pick<Chunk, "span">, index: number) => Span,
): Generator<TextPiece> {
  for (const [index, chunk] of chunks.entries()) {
    const { start, end } = spanOf(chunk, index);
    yield pieceOf(text.slice(start, end));
  }
}

/** Returns whether a cut would separate the halves of a surrogate pair, which UTF-8 cannot store. */
function splitsPair(text: DocumentText, offset: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, offset - 1), offset + 1));
}

function pieceOf(text: string): TextPiece {
  const bytes = Buffer.from(text, "utf8");
  return { checksum: crc32(bytes), bytes };
}

/**
 * Returns the text of a chunk.
 *
 * @param what  name of the chunk in error messages
 * @throws {BlockCorruptError} if the piece is damaged
 */
export function textOfPiece(piece: StoredPiece, what: string): string {
  const { start, end } = piece.span;
  const text = decodePiece(piece, what);
  if (text.length < end - start) throw damagedStoreError(`The text of ${what} is cut short`);
  return text.length === end - start ? text : text.slice(0, end - start);
}

/**
 * Returns the text of a document.
 *
 * @param pieces  pieces of all its chunks, in order
 * @param what  name of the document in error messages
 * @throws {BlockCorruptError} if a piece is damaged or missing
 */
export function joinText(
  { head, textLength }: Pick<TextCut, "head" | "textLength">,
  pieces: readonly StoredPiece[],
  what: string,
): string {
  if (textLength === null) return head;
  if ((pieces[0]?.span.start ?? textLength) !== head.length) throw gapError(what);
  return [head, ...decodePieces(pieces, textLength, what)].join("");
}

/**
 * Returns a part of a text that is cut into pieces.
 *
 * @param pieces  successive pieces, of which the first holds the start of the span
 * @param span    not empty, within the text
 * @param what    name of the document in error messages
 * @throws {BlockCorruptError} if a piece is damaged or missing
 */
export function joinSpan(pieces: readonly StoredPiece[], { start, end }: Span, what: string): string {
  const first = pieces[0]?.span.start ?? start;
  const text = decodePieces(pieces, end, what)
    .join("")
    .slice(start - first);
  if (text.length !== end - start) throw gapError(what);
  return text;
}

/** Returns the texts of successive pieces, each up to the start of the next one, the last one up to `end`. */
function decodePieces(pieces: readonly StoredPiece[], end: number, what: string): readonly string[] {
  return pieces.map((piece, index) => {
    const length = (pieces[index + 1]?.span.start ?? end) - piece.span.start;
    const text = decodePiece(piece, what).slice(0, length);
    if (text.length !== length) throw gapError(what);
    return text;
  });
}

const gapError = (what: string) => damagedStoreError(`The text of ${what} has a gap`);

/** Unlike `TextDecoder`, this keeps a byte order mark. */
function decodePiece({ checksum, bytes }: TextPiece, what: string): string {
  checkBlock({ number: 0, checksum, bytes }, `the text of ${what}`);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}
