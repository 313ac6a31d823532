import type { Chunker } from "../../../core/index.ts";
import { type ChunkerOptions, createChunker } from "./create-chunker.ts";

export interface ChunkingOptions extends ChunkerOptions {
  /** Options that differ for a media type, such as `text/markdown`. */
  readonly byMediaType?: Readonly<Record<string, Partial<ChunkerOptions>>>;
}

/**
 * Creates a function that returns the chunker for a media type.
 *
 * @throws {InvalidArgumentError} if a size is out of its bounds
 */
export function chooseChunkers({ byMediaType = {}, ...defaults }: ChunkingOptions): (mediaType: string) => Chunker {
  const defaultChunker = createChunker(defaults);
  const chunkers = new Map(
    Object.entries(byMediaType).map(([mediaType, special]) => [mediaType, createChunker({ ...defaults, ...special })]),
  );
  return (mediaType) => chunkers.get(mediaType) ?? defaultChunker;
}
