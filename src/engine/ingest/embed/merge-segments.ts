import type { Index, Listener } from "../../../core/index.ts";

/** Merges what is worth merging, and tells what the collection has then. */
export async function mergeSegments(
  services: { readonly index: Pick<Index, "merge" | "statistics">; readonly emit: Listener },
  collection: string,
  signal: AbortSignal,
): Promise<void> {
  if ((await services.index.merge(collection, signal)) === 0) return;
  const { segments, chunks } = await services.index.statistics(collection, signal);
  services.emit({ type: "segments-merged", collection, segments, chunks });
}
