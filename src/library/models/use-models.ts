import { setImmediate as nextTurn } from "node:timers/promises";
import {
  append,
  defined,
  type Embedder,
  type EmbeddingSpace,
  InvalidArgumentError,
  type Reranked,
  type RerankPassage,
} from "../../core/index.ts";
import { type CallContext, signalOf } from "../call/call-context.ts";
import type { StopOptions } from "../call/call-options.ts";

/** Number of characters whose tokens are counted before other callers have their turn. */
const COUNTED_AT_ONCE = 8_000;

export interface EmbedTextsOptions extends StopOptions {
  /**
   * `document` for texts to search in, `query` for texts to search for; some models treat them
   * differently. Default: `document`.
   */
  readonly as?: "document" | "query";
  /** Expected number of dimensions. If the model has another, the call fails before it computes anything. */
  readonly dimensions?: number;
}

export interface EmbeddedTexts {
  readonly space: EmbeddingSpace;
  /** Vectors in the order of the texts, each of length 1. */
  readonly vectors: readonly Float32Array[];
  /** Number of the model's tokens of all texts, including those that were cut. */
  readonly tokens: number;
  /** Indexes of the texts that were longer than the model reads, and so were cut. */
  readonly cut: readonly number[];
}

export interface RerankedTexts {
  /** The reranker's name. */
  readonly model: string;
  /** Ranking of all texts, best first. */
  readonly ranking: readonly Reranked[];
  /** Number of the model's tokens that were read; absent if the model does not report it. */
  readonly tokens?: number;
}

export async function embedTexts(
  { parts }: { readonly parts: Pick<CallContext["parts"], "embedder"> },
  texts: readonly string[],
  options: EmbedTextsOptions = {},
): Promise<EmbeddedTexts> {
  requireTexts(texts);
  const signal = signalOf(options);
  const embedder = await parts.embedder();
  const { model, dimensions } = embedder.space;
  if ((options.dimensions ?? dimensions) !== dimensions)
    throw new InvalidArgumentError(`"dimensions" must be ${dimensions}, because ${model} has no others.`, {
      argument: "dimensions",
      hint: "Leave it out.",
    });
  const counts: number[] = [];
  for (const text of texts) counts.push(await countInTurns(embedder, text, signal));
  const vectors: Float32Array[] = [];
  if (options.as === "query") for (const text of texts) vectors.push(await embedder.embedQuery(text, signal));
  else append(vectors, await embedder.embedDocuments(texts, signal, texts.length === 1 ? "now" : "later"));
  return {
    space: embedder.space,
    vectors,
    tokens: counts.reduce((sum, count) => sum + count, 0),
    cut: counts.flatMap((count, index) => (count > embedder.maxTokens ? [index] : [])),
  };
}

/** Counts the tokens of a text piece by piece, so that a long one keeps no other caller waiting. */
async function countInTurns(embedder: Embedder, text: string, signal: AbortSignal): Promise<number> {
  let tokens = 0;
  for (let start = 0; start < text.length; ) {
    const end = endOfPiece(text, start);
    tokens += embedder.countTokens(text.slice(start, end));
    start = end;
    await nextTurn();
    signal.throwIfAborted();
  }
  return tokens;
}

/** Returns the end of the next piece: before a space, if there is one. */
function endOfPiece(text: string, start: number): number {
  const end = start + COUNTED_AT_ONCE;
  if (end >= text.length) return text.length;
  const space = text.lastIndexOf(" ", end);
  return space > start ? space : end;
}

export async function rerankTexts(
  { parts }: CallContext,
  question: string,
  texts: readonly RerankPassage[],
  options: StopOptions = {},
): Promise<RerankedTexts> {
  requireTexts(texts.map(({ text }) => text));
  if (question.trim() === "") throw new InvalidArgumentError("The question is empty.");
  const reranker = await parts.reranker();
  const ranking = await reranker.rerank(question, texts, { signal: signalOf(options) });
  const read = ranking.map(({ tokensRead }) => tokensRead);
  const tokens = read.reduce((sum, count) => (sum === undefined || count === undefined ? undefined : sum + count), 0);
  return defined({ model: reranker.id, ranking, tokens });
}

/**
 * Checks that there are texts.
 *
 * @throws {InvalidArgumentError} if there is no text, or an empty one
 */
export function requireTexts(texts: readonly string[]): void {
  const empty = texts.findIndex((text) => text.trim() === "");
  if (texts.length === 0) throw new InvalidArgumentError("There is no text.");
  if (empty >= 0) throw new InvalidArgumentError(`Text ${empty} is empty (the first one is text 0).`);
}
