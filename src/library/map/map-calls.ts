import type { EmbeddedQuestions, EmbeddingSample } from "../../core/index.ts";
import type { CallGroup } from "../call/call-group.ts";
import type { CallOptions } from "../call/call-options.ts";
import type { EmbeddingSampleOptions } from "./embedding-sample.ts";

/** The embedding space. */
export interface MapCalls {
  /**
   * Draws chunks that the reader may see, each with the same probability. The sample stays the same while the
   * collection does. Undefined if the collection still has the version of `unlessVersion`.
   *
   * @example
   * const sample = await lydian.embeddingSample({ limit: 500 });
   * console.log(sample?.passages.length, sample?.space?.model); // 119 bge-small-en-v1.5-int8
   */
  embeddingSample(options?: EmbeddingSampleOptions): Promise<EmbeddingSample | undefined>;

  /**
   * Embeds questions into a collection's space.
   *
   * @throws {InvalidArgumentError} if there is no question, or an empty one
   * @throws {SpaceMismatchError} if the collection's vectors come from another model than the configured one
   *
   * @example
   * const { vectors } = await lydian.embedQuestions(["Who repairs the autoclave?"]);
   * console.log(vectors.values.length); // 384
   */
  embedQuestions(questions: readonly string[], options?: CallOptions): Promise<EmbeddedQuestions>;
}

export const mapCalls: CallGroup<MapCalls> = {
  load: () => import("./index.ts"),
  names: ["embeddingSample", "embedQuestions"],
};
