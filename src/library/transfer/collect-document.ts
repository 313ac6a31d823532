import { createHash } from "node:crypto";
import {
  append,
  type Chunk,
  defined,
  type EmbeddingSpace,
  type IndexedDocument,
  type QuantizedVector,
} from "../../core/index.ts";
import { corrupt } from "./read-records.ts";
import type { ExportedChunk, ExportedSummary, ExportRecord } from "./records.ts";

/** Exported document that was checked and can be committed unchanged. */
export interface ExportedDocument extends IndexedDocument {
  /** Language in which its words are analysed, ISO 639-1. */
  readonly analyzedAs: string;
}

const MAX_LETTERS = 1 << 27;
const MAX_ORIGINAL_BYTES = 2 ** 31 - 1;

/** Assembles a document from its records. `finish` checks that they fit together. */
export function collectDocument(summary: ExportedSummary, collection: string, space: EmbeddingSpace | undefined) {
  const texts: string[] = [];
  const originals: Uint8Array[] = [];
  const elements: (ExportRecord & { record: "elements" })["elements"] = [];
  const locations: (ExportRecord & { record: "locations" })["locations"] = [];
  const chunks: ExportedChunk[] = [];
  let letters = 0;
  let originalBytes = 0;
  return {
    /** Adds a record to the document. Returns false if the record is not part of a document. */
    take(record: ExportRecord): boolean {
      switch (record.record) {
        case "text":
          texts.push(record.text);
          letters += record.text.length;
          break;
        case "elements":
          append(elements, record.elements);
          break;
        case "locations":
          append(locations, record.locations);
          break;
        case "chunks":
          append(chunks, record.chunks);
          break;
        case "original": {
          const bytes = Buffer.from(record.bytes, "base64");
          originals.push(bytes);
          originalBytes += bytes.length;
          break;
        }
        default:
          return false;
      }
      if (letters > MAX_LETTERS || originalBytes > MAX_ORIGINAL_BYTES) throw corrupt("A document is too large");
      return true;
    },
    finish(): ExportedDocument {
      const { record: _, analyzedAs, hasOriginal, ...known } = summary;
      const text = texts.join("");
      const spans = [...elements, ...locations, ...chunks].map(({ span }) => span);
      if (spans.some(({ end }) => end > text.length)) throw corrupt("A span is beyond its document's text");
      const original = hasOriginal ? Buffer.concat(originals) : undefined;
      checkOriginal(known.contentHash, original, originalBytes);
      const vectors = vectorsOf(chunks, space);
      return defined({
        document: { ...known, collection, text, elements, locations },
        chunks: chunksOf(chunks, known.id, text),
        analyzedAs,
        original,
        vectors,
      });
    },
  };
}

function checkOriginal(contentHash: string, original: Uint8Array | undefined, sizeBytes: number): void {
  if (original === undefined && sizeBytes > 0)
    throw corrupt("A document has an original that its record does not announce");
  if (original !== undefined && createHash("sha256").update(original).digest("hex") !== contentHash)
    throw corrupt("The original of a document does not match its hash");
}

/** Returns the chunks of a document. The export does not contain their text, so it is cut from the document's text. */
function chunksOf(chunks: readonly ExportedChunk[], documentId: string, text: string): readonly Chunk[] {
  const ids = new Set(chunks.map(({ id }) => id));
  if (ids.size < chunks.length || chunks.some(({ id }) => !id.startsWith(`${documentId}.`)))
    throw corrupt("A chunk's id does not belong to its document, or occurs twice");
  return chunks.map(({ id, span, headingPath, tokens }) => ({
    id,
    documentId,
    span,
    headingPath,
    tokens,
    text: text.slice(span.start, span.end),
  }));
}

/** Returns the exported vectors. Returns undefined if one is missing; all of them are then computed again. */
function vectorsOf(
  chunks: readonly ExportedChunk[],
  space: EmbeddingSpace | undefined,
): readonly QuantizedVector[] | undefined {
  const vectors = chunks.flatMap(({ vector }) => vector ?? []);
  if (space === undefined || vectors.length < chunks.length) return undefined;
  return vectors.map(({ scale, code, values }) => {
    const vector = { scale, code: bytesOf(code), values: new Int8Array(bytesOf(values).buffer) };
    if (vector.values.length !== space.dimensions || vector.code.length !== Math.ceil(space.dimensions / 8))
      throw corrupt(`A vector does not have ${space.dimensions} dimensions`);
    return vector;
  });
}

/** Decodes base64 into a separate buffer, since the whole buffer is transferred to another thread. */
const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, "base64"));
