import { settle } from "./settle.ts";

/**
 * Works on items in their order, one at a time, each while the next one is being made.
 *
 * @returns the results in the order of the items
 * @throws what the making or the work throws, after the work that had begun
 */
export async function* workBehind<Item, Result>(
  items: AsyncIterable<Item>,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  let running: Promise<PromiseSettledResult<Result>> | undefined;
  try {
    for await (const item of items) {
      if (running !== undefined) yield resultOf(await running);
      running = settle(work(item));
    }
    if (running !== undefined) yield resultOf(await running);
  } finally {
    await running;
  }
}

function resultOf<Result>(settled: PromiseSettledResult<Result>): Result {
  if (settled.status === "rejected") throw settled.reason;
  return settled.value;
}
