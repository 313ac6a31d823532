import type { EmbeddingSpace, IndexedDocument, Metadata } from "../core/index.ts";
import { sampleDocument } from "./sample-document.ts";

/** A document for tests. Each text becomes a chunk. */
export interface BriefDocument {
  readonly id: string;
  readonly chunks: readonly string[];
  readonly title?: string;
  readonly headingPath?: readonly string[];
  readonly metadata?: Metadata;
  /** Id of the document's loader; default `markdown`. */
  readonly loader?: string;
  readonly accessLabels?: readonly string[];
}

export const testSpace: EmbeddingSpace = { model: "test", dimensions: 8, fingerprint: "00000000000000aa" };

/** Returns a document with its chunks, ready to commit. */
export function indexedDocument(brief: BriefDocument): IndexedDocument {
  const text = brief.chunks.join("\n");
  const document = sampleDocument(brief.id, {
    text,
    title: brief.title ?? "",
    metadata: brief.metadata ?? {},
    loader: { id: brief.loader ?? "markdown", version: "1" },
    accessLabels: brief.accessLabels ?? [],
    elements: [],
    locations: [],
  });
  let start = 0;
  const chunks = brief.chunks.map((chunk, number) => {
    const span = { start, end: start + chunk.length };
    start = span.end + 1;
    const id = `${brief.id}.${document.contentHash.slice(-8)}.${String(number).padStart(6, "0")}`;
    return { id, documentId: brief.id, span, text: chunk, headingPath: brief.headingPath ?? [], tokens: chunk.length };
  });
  return { document, chunks };
}

/** Returns a unit vector of the test space that depends on the text alone. */
export function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(testSpace.dimensions);
  let hash = 1;
  for (const letter of text) {
    hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) | 0;
    const at = (hash >>> 0) % vector.length;
    vector[at] = (vector[at] ?? 0) + ((hash >>> 8) % 7) - 3;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value, index) => (length === 1 && index === 0 ? 1 : value / length));
}
