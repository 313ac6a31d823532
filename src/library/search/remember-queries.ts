import type { Embedder } from "../../core/index.ts";

/** An answer asks for its question's vector twice, to search and to weigh sentences; many readers of a server ask the same. */
const KEPT_QUERIES = 256;

/** The same embedder, which keeps the vectors of the queries that it was asked for last. */
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
