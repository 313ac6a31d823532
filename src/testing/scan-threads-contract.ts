import assert from "node:assert/strict";
import { never, type ScanOrder, type ScanThreads } from "../core/index.ts";
import type { ContractCase } from "./contract-case.ts";
import { makeScannedIndex, scannedQueries, untilReady } from "./scanned-index.ts";

/** Scan order without tasks. */
export const orderOfNothing = (): ScanOrder => ({
  memories: new Map(),
  forgotten: [],
  tasks: [],
  board: new Int32Array(new SharedArrayBuffer(4)),
});

/**
 * Cases that every `ScanThreads` must pass, for any test runner.
 *
 * @param open  returns threads that were never started, with `minRows` 0; each case closes them
 */
export function scanThreadsContract(open: () => ScanThreads): readonly ContractCase[] {
  return cases.map(({ name, check }) => ({
    name,
    async run() {
      const threads = open();
      try {
        await check(threads);
      } finally {
        await threads.close();
      }
    },
  }));
}

const cases: readonly { readonly name: string; check(threads: ScanThreads): Promise<void> }[] = [
  {
    name: "start when first needed, and become ready later",
    async check(threads) {
      assert.equal(await threads.carryOut(orderOfNothing()), false);
      await untilReady(threads);
      assert.equal(threads.areReady(), true);
    },
  },
  {
    name: "finish every order, even several at once",
    async check(threads) {
      await untilReady(threads);
      assert.equal(await threads.carryOut(orderOfNothing()), true);
      const orders = Array.from({ length: 20 }, orderOfNothing);
      const ended = await Promise.all(orders.map((order) => threads.carryOut(order)));
      assert.deepEqual(new Set(ended), new Set([true]));
    },
  },
  {
    name: "find the same as one thread, even for parallel searches",
    async check(threads) {
      const { alone, openTogether } = await makeScannedIndex();
      await untilReady(threads);
      const together = openTogether(threads);
      const expected = await Promise.all(scannedQueries.map((query) => alone.search(query, never)));
      for (let round = 0; round < 3; round++) {
        const found = await Promise.all(scannedQueries.map((query) => together.search(query, never)));
        assert.deepEqual(found, expected);
      }
      assert.equal(expected[0]?.vectors.length, 5);
      assert.equal(threads.areReady(), true);
    },
  },
  {
    name: "end an order when closed, and do not start again",
    async check(threads) {
      const { alone, openTogether } = await makeScannedIndex();
      await untilReady(threads);
      const together = openTogether(threads);
      const [first, second] = scannedQueries;
      assert.ok(first !== undefined && second !== undefined);
      // A process that searches only once uses no other thread.
      await together.search(first, never);
      const found = together.search(second, never);
      await threads.close();
      assert.deepEqual(await found, await alone.search(second, never));
      assert.equal(threads.areReady(), false);
      assert.equal(await threads.carryOut(orderOfNothing()), false);
      await threads.close();
    },
  },
];
