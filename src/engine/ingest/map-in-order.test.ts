import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mapInOrder } from "./map-in-order.ts";

const oneBehind = { concurrency: 1, backpressure: 2 };

async function collect<T>(results: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const result of results) all.push(result);
  return all;
}

async function* make(count: number, log: string[]): AsyncGenerator<number> {
  try {
    for (let item = 0; item < count; item++) {
      log.push(`make ${item}`);
      yield item;
    }
  } finally {
    log.push("closed");
  }
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
}

describe("mapInOrder", () => {
  it("keeps the order whichever work ends first, and works on no more than `concurrency` items at a time", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(5), { maxLength: 20 }),
        fc.integer({ min: 1, max: 4 }),
        async (items, concurrency) => {
          let running = 0;
          let maxRunning = 0;
          const work = async (count: number) => {
            maxRunning = Math.max(maxRunning, ++running);
            await turns(count);
            running--;
            return count;
          };
          expect(await collect(mapInOrder(items, work, { concurrency }))).toEqual(items);
          expect(maxRunning).toBeLessThanOrEqual(concurrency);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("throws a failure at its turn, after the work that had begun", async () => {
    const ended: number[] = [];
    const work = async (item: number) => {
      if (item === 1) throw new Error("the second fails");
      await turns(50);
      ended.push(item);
      return item;
    };
    const results = mapInOrder([0, 1, 2], work, { concurrency: 3 });
    expect((await results.next()).value).toBe(0);
    await expect(results.next()).rejects.toThrow("the second fails");
    expect(ended).toEqual([0, 2]);
  });

  it("reads the next item while it works on one, and never works on two", async () => {
    const log: string[] = [];
    const work = async (item: number) => {
      log.push(`begin ${item}`);
      await turns(30);
      log.push(`end ${item}`);
      return item * 10;
    };
    expect(await collect(mapInOrder(make(3, log), work, oneBehind))).toEqual([0, 10, 20]);
    expect(log.filter((line) => /^(begin|end)/.test(line))).toEqual([
      "begin 0",
      "end 0",
      "begin 1",
      "end 1",
      "begin 2",
      "end 2",
    ]);
    expect(log.indexOf("make 1")).toBeLessThan(log.indexOf("end 0"));
    expect(log.indexOf("make 2")).toBeLessThan(log.indexOf("end 1"));
    expect(log.indexOf("make 2")).toBeGreaterThan(log.indexOf("end 0"));
  });

  it("closes the items after a failure, and reads only one ahead of it", async () => {
    const log: string[] = [];
    const work = async (item: number) => {
      if (item === 1) throw new Error("the second fails");
      return item;
    };
    const results = mapInOrder(make(9, log), work, oneBehind);
    expect((await results.next()).value).toBe(0);
    await expect(results.next()).rejects.toThrow("the second fails");
    expect(log).toEqual(["make 0", "make 1", "make 2", "closed"]);
  });

  it("finishes started work, then throws the reader's error", async () => {
    const log: string[] = [];
    async function* broken(): AsyncGenerator<number> {
      yield 0;
      throw new Error("no more");
    }
    const work = async () => {
      await turns(10);
      log.push("worked");
    };
    await expect(collect(mapInOrder(broken(), work, oneBehind))).rejects.toThrow("no more");
    expect(log).toEqual(["worked"]);
  });

  it("waits for running work when the consumer stops early", async () => {
    const log: string[] = [];
    const work = async (item: number) => {
      await turns(item * 20);
      log.push(`end ${item}`);
    };
    for await (const _ of mapInOrder(make(9, log), work, { concurrency: 2 })) break;
    const atEnd = [...log];
    await turns(500);
    expect(log).toEqual(atEnd);
    expect(atEnd).toContain("closed");
  });
});
