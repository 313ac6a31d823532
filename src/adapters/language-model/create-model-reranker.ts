import { type RerankingModel, rerank } from "ai";
import { type Reranked, type Reranker, RerankFailedError, type RerankPassage } from "../../core/index.ts";
import { describeRerankFailure } from "./describe-service-failure.ts";

/** Replacement for a blank text, which services reject. */
const BLANK = ".";

interface RankedPassage {
  readonly originalIndex: number;
  readonly score: number;
}

/**
 * Creates a reranker from any reranking model of the AI SDK. The SDK retries failed requests. It finds no answer spans.
 *
 * @param name  name for people, e.g. `cohere:rerank-v3.5`
 */
export function createModelReranker(name: string, model: RerankingModel): Reranker {
  return {
    id: name,
    async rerank(question, passages, { signal, begun }) {
      signal.throwIfAborted();
      if (passages.length === 0) return [];

      begun?.();
      const call = { model, query: question, documents: passages.map(textOf), abortSignal: signal };
      const { ranking } = await rerank(call).catch((error: unknown) => {
        signal.throwIfAborted();
        throw describeRerankFailure(name, error);
      });
      return checkRanking(name, ranking, passages.length);
    },
    close: async () => undefined,
  };
}

function textOf({ title, text }: RerankPassage): string {
  const whole = title === "" ? text : `${title}. ${text}`;
  return whole.trim() === "" ? BLANK : whole;
}

function checkRanking(name: string, ranking: readonly RankedPassage[], passageCount: number): readonly Reranked[] {
  const indexes = new Set(ranking.map(({ originalIndex }) => originalIndex));
  const isComplete =
    ranking.length === passageCount && [...Array(passageCount).keys()].every((index) => indexes.has(index));
  if (!isComplete || !ranking.every(({ score }) => Number.isFinite(score))) {
    throw new RerankFailedError(
      `The reranking service ${name} did not return one score for each of the ${passageCount} passages.`,
    );
  }

  return ranking
    .map(({ originalIndex, score }) => ({ index: originalIndex, relevance: score }))
    .sort((a, b) => b.relevance - a.relevance || a.index - b.index);
}
