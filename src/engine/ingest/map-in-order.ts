import { pMapIterable } from "p-map";

export interface MapInOrderOptions {
  /** Maximum number of items that are worked on at a time. */
  readonly concurrency: number;
  /** Maximum number of items that were read and whose results were not taken yet; default `concurrency`. */
  readonly backpressure?: number;
}

/**
 * Works on several items at a time, also while the consumer is busy. Ends only when nothing is running any more: a
 * caller may then close what the work uses.
 *
 * @returns the results, in the order of the items
 * @throws what the work on an item throws, when its turn comes, or what reading the items throws
 */
export async function* mapInOrder<Item, Result>(
  items: Iterable<Item> | AsyncGenerator<Item>,
  work: (item: Item) => Promise<Result>,
  options: MapInOrderOptions,
): AsyncGenerator<Result> {
  const running = new Set<Promise<unknown>>();
  const workOn = async (item: Item) => {
    const working = work(item);
    running.add(working);
    try {
      return { result: await working };
    } finally {
      running.delete(working);
    }
  };
  try {
    for await (const { result } of pMapIterable(items, workOn, options)) yield result;
  } finally {
    // p-map waits neither for running work nor for the end of the items.
    if (Symbol.asyncIterator in items) await items.return(undefined);
    await Promise.allSettled(running);
  }
}
