import type { Analyzer, Chunk, DocumentToStore } from "../../../core/index.ts";
import type { ChunkToInvert } from "./invert-chunks.ts";

/** A chunk with its document. */
interface ChunkOfDocument extends ChunkToInvert {
  readonly chunk: Omit<Chunk, "tokens">;
  readonly document: Pick<DocumentToStore, "text">;
}

/** Marks the chunks that the next one follows directly in the same document: no word is between them, or in both. */
export function markFollowed(chunks: readonly ChunkOfDocument[], analyzer: Analyzer): readonly ChunkToInvert[] {
  return chunks.map(({ document, ...toInvert }, ordinal) => {
    const { chunk } = toInvert;
    const next = chunks[ordinal + 1]?.chunk;
    const isNear = next?.documentId === chunk.documentId && next.span.start >= chunk.span.end;
    const isFollowed = isNear && analyzer.words(document.text.slice(chunk.span.end, next.span.start)).length === 0;
    return { ...toInvert, isFollowed };
  });
}
