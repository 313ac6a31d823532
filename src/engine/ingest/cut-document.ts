import type { ChunkDraft, Chunker, ChunkerServices, Document, Embedder } from "../../core/index.ts";
import { chunkingFingerprint } from "./chunking-fingerprint.ts";

/** A document's text, cut, and what cut it. */
export interface CutDocument {
  readonly drafts: readonly ChunkDraft[];
  readonly chunkingFingerprint: string;
}

/** Cuts a document with the embedder's tokens as its measure. */
export async function cutDocument(
  { chunker, embedder }: { readonly chunker: Chunker; readonly embedder: Embedder },
  document: Pick<Document, "text" | "elements" | "title">,
  signal: AbortSignal,
): Promise<CutDocument> {
  const drafts = await chunker.chunk(document, servicesOf(embedder), signal);
  return { drafts, chunkingFingerprint: chunkingFingerprint(chunker, embedder.space) };
}

function servicesOf(embedder: Embedder): ChunkerServices {
  return {
    countTokens: (text) => embedder.countTokens(text),
    embed: (texts, signal) => embedder.embedDocuments(texts, signal, "later"),
  };
}
