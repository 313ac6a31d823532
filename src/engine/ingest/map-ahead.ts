import { settle } from "./settle.ts";

/**
 * Works on items in their order, up to `ahead` of them at a time, also while the consumer is busy.
 *
 * @returns the results in the order of the items
 * @throws what the work on an item throws, when its turn comes; waits for the work that had begun
 */
export async function* mapAhead<Item, Result>(
  items: Iterable<Item>,
  ahead: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const remaining = items[Symbol.iterator]();
  const running: Promise<PromiseSettledResult<Result>>[] = [];
  const startNext = () => {
    const next = remaining.next();
    if (next.done !== true) running.push(settle(work(next.value)));
  };
  for (let started = 0; started < ahead; started++) startNext();
  try {
    for (let first = running.shift(); first !== undefined; first = running.shift()) {
      const settled = await first;
      startNext();
      if (settled.status === "rejected") throw settled.reason;
      yield settled.value;
    }
  } finally {
    await Promise.all(running);
  }
}
