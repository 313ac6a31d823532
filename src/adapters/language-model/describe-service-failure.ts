import { APICallError, RetryError } from "ai";
import { EmbeddingFailedError, GenerationFailedError, RerankFailedError } from "../../core/index.ts";

const HINTS: Readonly<Record<number, string>> = {
  401: "Check the key that is set for this service.",
  403: "Check the key that is set for this service, and its permissions.",
  404: "Check the model's name and the service's address.",
};

const EMBEDDING_HINTS: Readonly<Record<number, string>> = {
  ...HINTS,
  413: "Set a smaller embedding.batchSize.",
  429: "Wait, or raise the service's limit. `lydian embed` continues where it stopped.",
};

const RERANK_HINTS: Readonly<Record<number, string>> = {
  ...HINTS,
  413: "Set a smaller rerank.depth.",
  429: "Wait, or raise the service's limit. Until then, hits have the order of the word and vector search.",
};

const GENERATION_HINTS: Readonly<Record<number, string>> = {
  ...HINTS,
  413: "Set a smaller answer.budgetTokens.",
  429: "Wait, or raise the service's limit. `--model extractive` answers without a language model.",
};

/** End of an error message, with the hint for the user. */
interface Failure {
  readonly predicate: string;
  readonly hint: string;
}

interface Hints {
  readonly byStatus: Readonly<Record<number, string>>;
  readonly byDefault: string;
  /** Hint for an answer that is not in the format of the service. */
  readonly forOtherFormat: string;
}

/**
 * Describes the failure of an embedding service. The error of the SDK is not kept as the cause: it contains the
 * request's texts, and services quote keys in their messages.
 */
export function describeServiceFailure(service: string, error: unknown): EmbeddingFailedError {
  const { predicate, hint } = describe(error, {
    byStatus: EMBEDDING_HINTS,
    byDefault: "Retry later. `lydian embed` continues where it stopped.",
    forOtherFormat: "Check that the address is that of an embedding service.",
  });
  return new EmbeddingFailedError(`The embedding service ${service} ${predicate}.`, { hint });
}

/** Describes the failure of a reranking service, without the cause. */
export function describeRerankFailure(service: string, error: unknown): RerankFailedError {
  const { predicate, hint } = describe(error, {
    byStatus: RERANK_HINTS,
    byDefault: "Retry later, or set rerank.model to bundled.",
    forOtherFormat: "Check that the address is that of a reranking service.",
  });
  return new RerankFailedError(`The reranking service ${service} ${predicate}.`, { hint });
}

/** Describes the failure of a language model, without the cause. */
export function describeGenerationFailure(service: string, error: unknown): GenerationFailedError {
  const { predicate, hint } = describe(error, {
    byStatus: GENERATION_HINTS,
    byDefault: "Retry later. `--model extractive` answers without a language model.",
    forOtherFormat: "Check that the address is that of a language model's service.",
  });
  return new GenerationFailedError(`The language model ${service} ${predicate}.`, { hint });
}

function describe(error: unknown, hints: Hints): Failure {
  const lastError = RetryError.isInstance(error) ? error.lastError : error;
  const tries = RetryError.isInstance(error) ? ` after ${error.errors.length} tries` : "";

  const status = APICallError.isInstance(lastError) ? lastError.statusCode : undefined;
  if (status === 200) return { predicate: "returned an answer that is not in its format", hint: hints.forOtherFormat };
  if (status !== undefined)
    return { predicate: `answered ${status}${tries}`, hint: hints.byStatus[status] ?? hints.byDefault };

  const kind = lastError instanceof Error ? lastError.name : typeof lastError;
  return { predicate: `could not be reached${tries} (${kind})`, hint: "Check the address and the network." };
}
