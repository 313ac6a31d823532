/** Keeps what was loaded for as long as there is room: what was not asked for longest is let go of first. */
export interface PartKeeper {
  /**
   * Answers what `load` gives, from the last time if it is still kept. Who has been handed something goes on with it,
   * also when it is let go of: its memory goes when nobody uses it any more.
   */
  keep<T>(sizeBytes: number, load: () => T): () => T;
}

/** @param budgetBytes  of all that is kept at once; something larger is kept alone, until something else is asked for */
export function createPartKeeper(budgetBytes: number): PartKeeper {
  /** In the order of their last use, the oldest first. */
  const kept = new Map<object, { readonly sizeBytes: number; release(): void }>();
  let total = 0;
  const makeRoom = () => {
    for (const [key, { sizeBytes, release }] of kept) {
      if (total <= budgetBytes || kept.size === 1) return;
      kept.delete(key);
      total -= sizeBytes;
      release();
    }
  };
  return {
    keep<T>(sizeBytes: number, load: () => T) {
      const key = {};
      let loaded: { readonly value: T } | undefined;
      const entry = {
        sizeBytes,
        release: () => {
          loaded = undefined;
        },
      };
      return () => {
        if (!kept.delete(key)) total += sizeBytes;
        kept.set(key, entry);
        makeRoom();
        loaded ??= { value: load() };
        return loaded.value;
      };
    },
  };
}
