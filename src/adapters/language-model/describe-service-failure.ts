import { APICallError, RetryError } from "ai";
import { EmbeddingFailedError } from "../../core/index.ts";

const HINTS: Readonly<Record<number, string>> = {
  401: "Check the key that is set for this service.",
  403: "Check the key that is set for this service, and what it may do.",
  404: "Check the model's name and the service's address.",
  413: "Set a smaller embedding.batchSize.",
  429: "Wait, or raise the service's limit; `lydian embed` goes on where it stopped.",
};

/**
 * What a service's failure means. The error that the SDK threw is not kept as the cause: it holds the request's
 * texts, and services quote keys in their messages.
 */
export function describeServiceFailure(service: string, error: unknown): EmbeddingFailedError {
  const last = RetryError.isInstance(error) ? error.lastError : error;
  const tries = RetryError.isInstance(error) ? ` after ${error.errors.length} tries` : "";
  if (APICallError.isInstance(last) && last.statusCode !== undefined && last.statusCode !== 200) {
    return new EmbeddingFailedError(`The embedding service ${service} answered ${last.statusCode}${tries}.`, {
      hint: HINTS[last.statusCode] ?? "Try again later; `lydian embed` goes on where it stopped.",
    });
  }
  if (APICallError.isInstance(last) && last.statusCode === 200) {
    return new EmbeddingFailedError(`The embedding service ${service} gave an answer that is not in its format.`, {
      hint: "Check that the address is that of an embedding service.",
    });
  }
  const kind = last instanceof Error ? last.name : typeof last;
  return new EmbeddingFailedError(`The embedding service ${service} could not be reached${tries} (${kind}).`, {
    hint: "Check the address and the network.",
  });
}
