import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mapAhead } from "./map-ahead.ts";

async function collect<T>(results: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const result of results) all.push(result);
  return all;
}

describe("mapAhead", () => {
  it("keeps the order whichever work ends first, with no more than `ahead` at a time", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(5), { maxLength: 20 }), fc.integer({ min: 1, max: 4 }), async (turns, ahead) => {
        let running = 0;
        let most = 0;
        const work = async (count: number) => {
          most = Math.max(most, ++running);
          for (let turn = 0; turn < count; turn++) await Promise.resolve();
          running--;
          return count;
        };
        expect(await collect(mapAhead(turns, ahead, work))).toEqual(turns);
        expect(most).toBeLessThanOrEqual(ahead);
      }),
      { numRuns: 50 },
    );
  });

  it("throws a failure at its turn, after the work that had begun", async () => {
    const ended: number[] = [];
    const work = async (item: number) => {
      if (item === 1) throw new Error("the second fails");
      await Promise.resolve();
      ended.push(item);
      return item;
    };
    const results = mapAhead([0, 1, 2, 3, 4], 3, work);
    expect((await results.next()).value).toBe(0);
    await expect(results.next()).rejects.toThrow("the second fails");
    expect(ended).toEqual([0, 2, 3, 4]);
  });
});
