import type { ScoredChunk } from "../../core/index.ts";
import { createTopList, type TopList } from "./select/top-list.ts";
import type { LiveSegment } from "./snapshot/live-segment.ts";

/** Creates an empty list of the best `limit` chunks over segments, which are numbered by their index. */
export function topListOver(segments: readonly LiveSegment[], limit: number): TopList {
  const chunks = segments.reduce((sum, { liveChunks }) => sum + liveChunks, 0);
  const idOf = (segment: number, ordinal: number): string => segments[segment]?.documents.chunkIds.at(ordinal) ?? "";
  return createTopList(Math.max(1, Math.min(limit, chunks)), idOf);
}

/**
 * Returns the listed chunks with their ids, best first.
 *
 * @param unit  factor that turns a listed score into the score that is returned
 */
export function toScoredChunks(segments: readonly LiveSegment[], top: TopList, unit: number): readonly ScoredChunk[] {
  return top.toArray().flatMap(({ segment, ordinal, score }) => {
    const documents = segments[segment]?.documents;
    if (!documents) return [];
    const documentId = documents.documentIds.at(documents.documentOfChunk[ordinal] ?? 0);
    return [{ chunkId: documents.chunkIds.at(ordinal), documentId, score: score * unit }];
  });
}
