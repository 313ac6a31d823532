import type { SegmentInfo, SegmentPart, StoreReader } from "../../../core/index.ts";
import { openSegment, type Segment } from "./open-segment.ts";

/** Cache of loaded parts within a memory budget; evicts the least recently used first. */
export interface PartCache {
  /**
   * Returns a function that returns what `load` returns, from the cache if it is still there. Callers may go on using an
   * evicted value: its memory is freed when nobody refers to it.
   */
  add<T>(sizeBytes: number, load: () => T): () => T;
}

/**
 * Creates an empty cache.
 *
 * @param budgetBytes  maximum size of all cached parts; a larger part is cached alone
 */
export function createPartCache(budgetBytes: number): PartCache {
  /** Cached parts in the order of their last use, the oldest first. */
  const entries = new Map<object, { readonly sizeBytes: number; release(): void }>();
  let total = 0;
  const evict = () => {
    for (const [key, { sizeBytes, release }] of entries) {
      if (total <= budgetBytes || entries.size === 1) return;
      entries.delete(key);
      total -= sizeBytes;
      release();
    }
  };

  return {
    add<T>(sizeBytes: number, load: () => T) {
      const key = {};
      let loaded: { readonly value: T } | undefined;
      const entry = {
        sizeBytes,
        release: () => {
          loaded = undefined;
        },
      };
      return () => {
        if (!entries.delete(key)) total += sizeBytes;
        entries.set(key, entry);
        evict();
        loaded ??= { value: load() };
        return loaded.value;
      };
    },
  };
}

/**
 * Opens a segment whose words and vectors are cached, each in a memory of its own. Its documents stay in memory, since every
 * hit is looked up there.
 */
export function openCachedSegment(
  cache: PartCache,
  store: Pick<StoreReader, "readBlocks">,
  info: SegmentInfo,
): Segment {
  const { space: _, ...withoutSpace } = info;
  const sizesOf = (part: SegmentPart) => ({ sizes: { [part]: info.sizes[part] ?? 0 } });
  const lexical = cache.add(info.sizes.lexical ?? 0, () =>
    openSegment(store, { ...withoutSpace, ...sizesOf("lexical") }),
  );
  const vectors = cache.add(info.sizes.vectors ?? 0, () => openSegment(store, { ...info, ...sizesOf("vectors") }));
  return {
    info,
    documents: openSegment(store, { ...withoutSpace, ...sizesOf("documents") }).documents,
    lexical: (signal) => lexical().lexical(signal),
    vectors: async (signal) => (info.space === undefined ? undefined : vectors().vectors(signal)),
  };
}
