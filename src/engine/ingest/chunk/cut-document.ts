import {
  type ChunkDraft,
  type Chunker,
  type DocumentToChunk,
  defined,
  type Embedder,
  type Sequence,
} from "../../../core/index.ts";
import { chunkingFingerprint } from "./chunking-fingerprint.ts";

/** Chunks of a document, not yet stored, and the fingerprint of the chunker and the tokenizer that made them. */
export interface CutDocument {
  readonly drafts: Sequence<ChunkDraft>;
  readonly chunkingFingerprint: string;
}

export interface CuttingServices {
  readonly chunker: Chunker;
  readonly embedder: Embedder;
}

/** Cuts a document into chunks, measured in the embedder's tokens. */
export async function cutDocument(
  { chunker, embedder }: CuttingServices,
  document: DocumentToChunk,
  signal: AbortSignal,
): Promise<CutDocument> {
  const services = defined({
    countTokens: (text: string) => embedder.countTokens(text),
    tokenCounter: embedder.tokenCounter,
    embed: (texts: readonly string[], stop: AbortSignal) => embedder.embedDocuments(texts, stop, "later"),
  });
  const drafts = await chunker.chunk(document, services, signal);
  return { drafts, chunkingFingerprint: chunkingFingerprint(chunker, embedder.space) };
}
