import type { IndexReader, IndexWriter } from "../../core/index.ts";

/** Joins the reading half of an index, which is in this thread, with the writing half in a separate thread. */
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
