/** Cache of a limited number of values. */
export interface BoundedCache<Key, Value> {
  /** Returns the value of a key, and computes it if it is not cached. */
  get(key: Key, compute: () => Value): Value;
}

/** Creates an empty cache, which is emptied whenever it would exceed `limit` values. */
export function createBoundedCache<Key, Value>(limit: number): BoundedCache<Key, Value> {
  const entries = new Map<Key, { readonly value: Value }>();
  return {
    get(key, compute) {
      const cached = entries.get(key);
      if (cached !== undefined) return cached.value;

      const value = compute();
      if (entries.size >= limit) entries.clear();
      entries.set(key, { value });
      return value;
    },
  };
}
