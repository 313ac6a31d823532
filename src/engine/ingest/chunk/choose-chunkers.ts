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

/** Lists all chunkers that `chooseChunkers` chooses from, with those that they name as `meanwhile`. */
export function listChunkers(options: ChunkingOptions): readonly Chunker[] {
  const chunkerFor = chooseChunkers(options);
  const mediaTypes = Object.keys(options.byMediaType ?? {});
  const chunkers = [createChunker(options), ...mediaTypes.map(chunkerFor)];
  return chunkers.flatMap((chunker) => (chunker.meanwhile === undefined ? [chunker] : [chunker, chunker.meanwhile]));
}
