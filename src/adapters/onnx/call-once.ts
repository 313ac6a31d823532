/**
 * Returns a function that calls `work` once and returns its result from then on. If `work` throws, it is called again.
 */
export function callOnce<T>(work: () => T): () => T {
  let outcome: { readonly result: T } | undefined;
  return () => {
    outcome ??= { result: work() };
    return outcome.result;
  };
}
