import type { Chunk } from "../../core/index.ts";

/**
 * Number of keys that each document has for its chunks. A chunk's key is its document's key times this number, plus the
 * chunk's number in the document, so that neither the document nor the order needs a column or an index.
 */
export const KEYS_PER_DOCUMENT = 2 ** 24;

/** Smallest width of the number in a chunk's id. */
const NUMBER_DIGITS = 6;

/** A chunk's id in its parts: `<document id>.<version>.<number>`. */
export interface ChunkIdParts {
  readonly documentId: string;
  /** Tells the chunks of one content and chunking from those of others. */
  readonly version: string;
  readonly number: number;
}

/** Numbers of a document's chunks, from which their ids follow. */
export interface ChunkNumbers {
  readonly version: string;
  readonly numbers: readonly number[];
}

/** Returns an id from its parts. */
export function joinChunkId({ documentId, version, number }: ChunkIdParts): string {
  return `${documentId}.${version}.${String(number).padStart(NUMBER_DIGITS, "0")}`;
}

/** Returns the parts of an id, or undefined if it has another form. */
export function splitChunkId(id: string): ChunkIdParts | undefined {
  const lastDot = id.lastIndexOf(".");
  const firstDot = id.lastIndexOf(".", lastDot - 1);
  if (firstDot < 0 || lastDot <= firstDot) return undefined;
  const number = Number(id.slice(lastDot + 1));
  if (!(Number.isInteger(number) && number >= 0 && number < KEYS_PER_DOCUMENT)) return undefined;
  const parts = { documentId: id.slice(0, firstDot), version: id.slice(firstDot + 1, lastDot), number };
  return joinChunkId(parts) === id ? parts : undefined;
}

/**
 * Returns the numbers of a document's chunks. Undefined if their ids differ in the version, or do not number the
 * chunks in ascending order.
 */
export function numberChunks(documentId: string, chunks: readonly Pick<Chunk, "id">[]): ChunkNumbers | undefined {
  const numbers: number[] = [];
  let version: string | undefined;
  for (const { id } of chunks) {
    const parts = splitChunkId(id);
    version ??= parts?.version;
    if (parts === undefined || parts.documentId !== documentId || parts.version !== version) return undefined;
    if (parts.number <= (numbers.at(-1) ?? -1)) return undefined;
    numbers.push(parts.number);
  }
  return version === undefined ? undefined : { version, numbers };
}
