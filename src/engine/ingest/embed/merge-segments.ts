import type { Index, Listener } from "../../../core/index.ts";

export interface MergeServices {
  readonly index: Pick<Index, "merge" | "statistics">;
  readonly emit: Listener;
}

/**
 * Merges the segments that are worth merging. If any were merged, emits the collection's numbers of segments and
 * chunks.
 */
export async function mergeSegments(services: MergeServices, collection: string, signal: AbortSignal): Promise<void> {
  if ((await services.index.merge(collection, signal)) === 0) return;
  const { segments, chunks } = await services.index.statistics(collection, signal);
  services.emit({ type: "segments-merged", collection, segments, chunks });
}
