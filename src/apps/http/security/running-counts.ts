/** Counts what is running for each caller. */
export interface RunningCounts {
  of(caller: string): number;
  /** Returns the count of all callers. */
  total(): number;
  /** Counts one more, and returns the function that ends it. */
  begin(caller: string): () => void;
}

export function createRunningCounts(): RunningCounts {
  const counts = new Map<string, number>();
  let total = 0;
  const of = (caller: string): number => counts.get(caller) ?? 0;
  return {
    of,
    total: () => total,
    begin(caller) {
      counts.set(caller, of(caller) + 1);
      total += 1;
      return () => {
        total -= 1;
        if (of(caller) > 1) counts.set(caller, of(caller) - 1);
        else counts.delete(caller);
      };
    },
  };
}
