import type { Chunker } from "../../../core/index.ts";
import { type ChunkerOptions, createChunker } from "./create-chunker.ts";

export interface ChunkingOptions extends ChunkerOptions {
  /** By media type, as in `text/markdown`: what is otherwise there than everywhere else. */
  readonly byMediaType?: Readonly<Record<string, Partial<ChunkerOptions>>>;
}

/**
 * Which chunker cuts documents of a media type.
 *
 * @throws {InvalidArgumentError} if a size is out of its bounds
 */
export function chooseChunkers({ byMediaType = {}, ...usual }: ChunkingOptions): (mediaType: string) => Chunker {
  const usualChunker = createChunker(usual);
  const chunkers = new Map(
    Object.entries(byMediaType).map(([mediaType, special]) => [mediaType, createChunker({ ...usual, ...special })]),
  );
  return (mediaType) => chunkers.get(mediaType) ?? usualChunker;
}
