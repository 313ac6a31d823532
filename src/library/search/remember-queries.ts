import type { Embedder } from "../../core/index.ts";

/**
 * Number of query vectors that are remembered. An answer needs its question's vector twice, and readers of a server
 * repeat questions.
 */
const KEPT_QUERIES = 256;

/** Makes an embedder that remembers the vectors of the latest queries. */
export function rememberQueries(embedder: Embedder, most: number = KEPT_QUERIES): Embedder {
  const kept = new Map<string, Float32Array>();
  return {
    ...embedder,
    async embedQuery(text, signal) {
      signal.throwIfAborted();
      const vector = kept.get(text) ?? (await embedder.embedQuery(text, signal));
      kept.delete(text);
      kept.set(text, vector);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      return vector;
    },
  };
}
