import type { Clock } from "../core/index.ts";

interface Batch {
  readonly done: number;
  readonly total: number;
}

/**
 * Returns a function that takes each batch of embedded chunks, and estimates the seconds until the last one
 * by the pace since the first batch. Returns undefined for the first batch, which may have waited for the
 * model to load, and for the last.
 */
export function createEmbeddingEstimate(clock: Pick<Clock, "monotonicMs">): (batch: Batch) => number | undefined {
  let first: { readonly done: number; readonly atMs: number } | undefined;
  return ({ done, total }) => {
    const atMs = clock.monotonicMs();
    // Chunks that were cut again are counted from the beginning.
    if (first === undefined || done < first.done) first = { done, atMs };
    if (done === first.done || done >= total) return undefined;
    return Math.ceil(((atMs - first.atMs) * (total - done)) / (done - first.done) / 1_000);
  };
}
