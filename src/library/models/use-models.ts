import type { EmbeddedTexts, EmbedTextsOptions, RerankedTexts } from "../../calls/index.ts";
import { InvalidArgumentError, type RerankPassage } from "../../core/index.ts";
import { type CallContext, signalOf } from "../call-context.ts";

/** See `Lydian.embedTexts`. */
export async function embedTexts(
  { parts }: CallContext,
  texts: readonly string[],
  options: EmbedTextsOptions,
): Promise<EmbeddedTexts> {
  requireTexts(texts);
  const signal = signalOf(options);
  const embedder = await parts.embedder();
  const counts = texts.map((text) => embedder.countTokens(text));
  const vectors: Float32Array[] = [];
  if (options.as === "query") for (const text of texts) vectors.push(await embedder.embedQuery(text, signal));
  else vectors.push(...(await embedder.embedDocuments(texts, signal)));
  return {
    space: embedder.space,
    vectors,
    tokens: counts.reduce((sum, count) => sum + count, 0),
    cut: counts.flatMap((count, index) => (count > embedder.maxTokens ? [index] : [])),
  };
}

/** See `Lydian.rerankTexts`. */
export async function rerankTexts(
  { parts }: CallContext,
  { question, texts }: { readonly question: string; readonly texts: readonly RerankPassage[] },
  options: { readonly signal?: AbortSignal },
): Promise<RerankedTexts> {
  requireTexts(texts.map(({ text }) => text));
  if (question.trim() === "") throw new InvalidArgumentError("The question is empty.");
  const reranker = await parts.reranker();
  return { model: reranker.id, ranking: await reranker.rerank(question, texts, { signal: signalOf(options) }) };
}

/** @throws {InvalidArgumentError} if there is no text, or an empty one */
export function requireTexts(texts: readonly string[]): void {
  const empty = texts.findIndex((text) => text.trim() === "");
  if (texts.length === 0) throw new InvalidArgumentError("There is no text.");
  if (empty >= 0) throw new InvalidArgumentError(`Text ${empty} is empty; they are counted from 0.`);
}
