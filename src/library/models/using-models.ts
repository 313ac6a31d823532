import type { EmbeddingSpace, Reranked, RerankPassage } from "../../core/index.ts";

export interface EmbedTextsOptions {
  /** Whether the texts are searched in, or searched for: models may treat them otherwise. Default `document`. */
  readonly as?: "document" | "query";
  /** What the vectors have to have; another number than the model's is refused before anything is computed. */
  readonly dimensions?: number;
  readonly signal?: AbortSignal;
}

export interface EmbeddedTexts {
  readonly space: EmbeddingSpace;
  /** In the order of the texts, each of length 1. */
  readonly vectors: readonly Float32Array[];
  /** Of all texts, in the model's own; of a text that is too long, all of it. */
  readonly tokens: number;
  /** Indexes of the texts that were cut at the end, since the model reads no more. */
  readonly cut: readonly number[];
}

export interface RerankedTexts {
  /** The reranker's name. */
  readonly model: string;
  /** Every text once, best first. */
  readonly ranking: readonly Reranked[];
  /** Of all that was read, in the model's own; absent where the model does not tell. */
  readonly tokens?: number;
}

/** The models of the store, for the caller's own texts. Nothing is stored. */
export interface ModelUseCalls {
  /** @throws {InvalidArgumentError} if there is no text, an empty one, or the model has other dimensions */
  embedTexts(texts: readonly string[], options?: EmbedTextsOptions): Promise<EmbeddedTexts>;
  /**
   * Reads each text together with the question; the bundled reranker where none is set.
   *
   * @throws {InvalidArgumentError} if the question is empty, or there is no text
   */
  rerankTexts(
    question: string,
    texts: readonly RerankPassage[],
    options?: { readonly signal?: AbortSignal },
  ): Promise<RerankedTexts>;
}
