import type { EmbeddedQuestions, EmbeddingSample, Filter } from "../../core/index.ts";
import type { CallOptions, ReadOptions } from "../call-options.ts";

export interface EmbeddingSampleOptions extends ReadOptions {
  /** Most chunks, from 1 to 5,000; default 2,000. */
  readonly limit?: number;
  /** In the filter language, or as a value. */
  readonly where?: string | Filter;
  /** What `version` was before: where it still is, nothing is read, and nothing comes back. */
  readonly unlessVersion?: string;
}

/** A collection's embedding space, as it is looked at as a whole. */
export interface MappingCalls {
  /** Chunks that the reader may see, each as likely as any other, always the same ones while the collection stays the same. */
  embeddingSample(options?: EmbeddingSampleOptions): Promise<EmbeddingSample | undefined>;
  /**
   * Where questions lie in the space of a collection.
   *
   * @throws {InvalidArgumentError} if there is none, or an empty one
   * @throws {SpaceMismatchError} if the collection's vectors are those of another model than the one that is set
   */
  embedQuestions(questions: readonly string[], options?: CallOptions): Promise<EmbeddedQuestions>;
}
