import type { Chunk, Document, IndexedForm, QuantizedVector } from "../../core/index.ts";
import type { RecordToWrite } from "./records.ts";
import type { RecordWriter } from "./write-records.ts";

/** Document with everything that a store keeps of it. */
export interface KeptDocument {
  readonly document: Document;
  readonly chunks: readonly Chunk[];
  readonly original: Uint8Array | undefined;
  readonly form: IndexedForm;
  /** Fingerprint of the collection's embedding space. Vectors of another space are left out. */
  readonly fingerprint: string | undefined;
}

/** Maximum length of a text in one record, because readers reject long lines. */
const PIECE_LETTERS = 1 << 18;
const PIECE_BYTES = 3 << 16;
const PIECE_ITEMS = 256;

/** Writes a document as records: its summary, its parts in pieces, and an end record. */
export async function writeDocument(
  { write }: Pick<RecordWriter, "write">,
  { document, chunks, original, form, fingerprint }: KeptDocument,
): Promise<void> {
  const { text, elements, locations, collection: _, ...summary } = document;
  const hasOriginal = original !== undefined;
  await write({ record: "document", ...summary, analyzedAs: form.language, hasOriginal });
  for (const [start, end] of pieces(text.length, PIECE_LETTERS))
    await write({ record: "text", text: text.slice(start, end) });
  for (const [start, end] of pieces(elements.length, PIECE_ITEMS))
    await write({ record: "elements", elements: elements.slice(start, end) });
  for (const [start, end] of pieces(locations.length, PIECE_ITEMS))
    await write({ record: "locations", locations: locations.slice(start, end) });
  const vectors = form.space?.fingerprint === fingerprint ? form.vectors : new Map<string, QuantizedVector>();
  for (const [start, end] of pieces(chunks.length, PIECE_ITEMS))
    await write({ record: "chunks", chunks: chunks.slice(start, end).map((chunk) => toRecord(chunk, vectors)) });
  for (const [start, end] of pieces(original?.length ?? 0, PIECE_BYTES))
    await write({ record: "original", bytes: toBase64(original?.subarray(start, end) ?? new Uint8Array()) });
  await write({ record: "document-end" });
}

function* pieces(length: number, size: number): Generator<readonly [number, number]> {
  for (let start = 0; start < length; start += size) yield [start, Math.min(length, start + size)];
}

function toRecord(
  { id, span, headingPath, tokens }: Chunk,
  vectors: ReadonlyMap<string, QuantizedVector>,
): (RecordToWrite & { readonly record: "chunks" })["chunks"][number] {
  const vector = vectors.get(id);
  if (vector === undefined) return { id, span, headingPath, tokens };
  const { scale, code, values } = vector;
  return { id, span, headingPath, tokens, vector: { scale, code: toBase64(code), values: toBase64(values) } };
}

function toBase64({ buffer, byteOffset, byteLength }: Uint8Array | Int8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}
