import type { Embedder } from "../core/index.ts";

/** An answer asks for its question's vector twice: to search, and to weigh sentences. */
const KEPT_QUERIES = 8;

/** The same embedder, which keeps the vectors of the queries that it was asked for last. */
export function rememberQueries(embedder: Embedder): Embedder {
  const kept = new Map<string, Float32Array>();
  return {
    ...embedder,
    async embedQuery(text, signal) {
      signal.throwIfAborted();
      const vector = kept.get(text) ?? (await embedder.embedQuery(text, signal));
      kept.delete(text);
      kept.set(text, vector);
      const [oldest] = kept.keys();
      if (kept.size > KEPT_QUERIES && oldest !== undefined) kept.delete(oldest);
      return vector;
    },
  };
}
