import { APICallError, RetryError } from "ai";
import { EmbeddingFailedError, GenerationFailedError, RerankFailedError } from "../../core/index.ts";

const HINTS: Readonly<Record<number, string>> = {
  401: "Check the key that is set for this service.",
  403: "Check the key that is set for this service, and what it may do.",
  404: "Check the model's name and the service's address.",
};

const EMBEDDING_HINTS: Readonly<Record<number, string>> = {
  ...HINTS,
  413: "Set a smaller embedding.batchSize.",
  429: "Wait, or raise the service's limit; `lydian embed` goes on where it stopped.",
};

const RERANK_HINTS: Readonly<Record<number, string>> = {
  ...HINTS,
  413: "Set a smaller rerank.depth.",
  429: "Wait, or raise the service's limit; without the reranker the order is that of words and vectors.",
};

const GENERATION_HINTS: Readonly<Record<number, string>> = {
  ...HINTS,
  413: "Set a smaller answer.budgetTokens.",
  429: "Wait, or raise the service's limit; `--model extractive` answers without a language model.",
};

/** A sentence's end, and the cure. */
interface Failure {
  readonly what: string;
  readonly hint: string;
}

/**
 * What an embedding service's failure means. The error that the SDK threw is not kept as the cause: it holds the
 * request's texts, and services quote keys in their messages.
 */
export function describeServiceFailure(service: string, error: unknown): EmbeddingFailedError {
  const { what, hint } = describe(error, {
    hints: EMBEDDING_HINTS,
    otherwise: "Try again later; `lydian embed` goes on where it stopped.",
    notInFormat: "Check that the address is that of an embedding service.",
  });
  return new EmbeddingFailedError(`The embedding service ${service} ${what}.`, { hint });
}

/** The same of a reranking service. */
export function describeRerankFailure(service: string, error: unknown): RerankFailedError {
  const { what, hint } = describe(error, {
    hints: RERANK_HINTS,
    otherwise: "Try again later, or set rerank.model to bundled.",
    notInFormat: "Check that the address is that of a reranking service.",
  });
  return new RerankFailedError(`The reranking service ${service} ${what}.`, { hint });
}

/** The same of a language model. */
export function describeGenerationFailure(service: string, error: unknown): GenerationFailedError {
  const { what, hint } = describe(error, {
    hints: GENERATION_HINTS,
    otherwise: "Try again later; `--model extractive` answers without a language model.",
    notInFormat: "Check that the address is that of a language model's service.",
  });
  return new GenerationFailedError(`The language model ${service} ${what}.`, { hint });
}

function describe(
  error: unknown,
  cures: {
    readonly hints: Readonly<Record<number, string>>;
    readonly otherwise: string;
    readonly notInFormat: string;
  },
): Failure {
  const last = RetryError.isInstance(error) ? error.lastError : error;
  const tries = RetryError.isInstance(error) ? ` after ${error.errors.length} tries` : "";
  if (APICallError.isInstance(last) && last.statusCode !== undefined && last.statusCode !== 200)
    return { what: `answered ${last.statusCode}${tries}`, hint: cures.hints[last.statusCode] ?? cures.otherwise };
  if (APICallError.isInstance(last) && last.statusCode === 200)
    return { what: "gave an answer that is not in its format", hint: cures.notInFormat };
  const kind = last instanceof Error ? last.name : typeof last;
  return { what: `could not be reached${tries} (${kind})`, hint: "Check the address and the network." };
}
