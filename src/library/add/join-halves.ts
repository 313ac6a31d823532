import type { IndexReader, IndexWriter } from "../../core/index.ts";

/** The index whole: what reads of it is here, and what writes is in its thread. */
export function joinHalves(reader: Pick<IndexReader, "pendingVectors" | "statistics">, writer: IndexWriter) {
  return {
    pendingVectors: reader.pendingVectors,
    statistics: reader.statistics,
    commit: writer.commit,
    attachVectors: writer.attachVectors,
    merge: writer.merge,
    cacheVectors: writer.cacheVectors,
    swapSpace: writer.swapSpace,
  };
}
