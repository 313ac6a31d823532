/**
 * Runs a model on each item separately, `laneCount` at a time. The largest items are first, so that all
 * lanes end at about the same time.
 *
 * @returns results in the order of the items
 * @throws the first failure, or the signal's reason, after all started runs have ended
 */
export async function runInLanes<Item, Result>(
  items: readonly Item[],
  laneCount: number,
  sizeOf: (item: Item) => number,
  runOne: (item: Item) => Promise<Result>,
  signal: AbortSignal,
): Promise<readonly Result[]> {
  const largestFirst = items
    .map((item, index) => ({ item, index, size: sizeOf(item) }))
    .sort((a, b) => b.size - a.size);

  const results: Result[] = new Array(items.length);
  const remaining = largestFirst.values();
  let hasFailed = false;
  const runLane = async () => {
    for (const { item, index } of remaining) {
      signal.throwIfAborted();
      if (hasFailed) return;
      results[index] = await runOne(item);
    }
  };
  const noteFailure = (error: unknown) => {
    hasFailed = true;
    throw error;
  };

  const lanes = Array.from({ length: Math.min(laneCount, items.length) }, () => runLane().catch(noteFailure));
  for (const lane of await Promise.allSettled(lanes)) if (lane.status === "rejected") throw lane.reason;
  return results;
}
