import { describe, expect, it } from "vitest";
import { workBehind } from "./work-behind.ts";

async function* make(count: number, log: string[]): AsyncGenerator<number> {
  for (let item = 0; item < count; item++) {
    log.push(`make ${item}`);
    yield item;
  }
}

describe("workBehind", () => {
  it("makes the next item while one is worked on, and never works on two", async () => {
    const log: string[] = [];
    const work = async (item: number) => {
      log.push(`begin ${item}`);
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
      log.push(`end ${item}`);
      return item * 10;
    };
    const results: number[] = [];
    for await (const result of workBehind(make(3, log), work)) results.push(result);
    expect(results).toEqual([0, 10, 20]);
    expect(log).toEqual([
      ...["make 0", "begin 0", "make 1", "end 0"],
      ...["begin 1", "make 2", "end 1"],
      ...["begin 2", "end 2"],
    ]);
  });

  it("throws a failed work at its turn, and ends the making", async () => {
    const log: string[] = [];
    const failing = workBehind(make(9, log), async (item) => {
      if (item === 1) throw new Error("the second fails");
      return item;
    });
    expect((await failing.next()).value).toBe(0);
    await expect(failing.next()).rejects.toThrow("the second fails");
    expect(log).toEqual(["make 0", "make 1", "make 2"]);
  });

  it("waits for the work that had begun before it hands on that no more could be made", async () => {
    const log: string[] = [];
    async function* broken(): AsyncGenerator<number> {
      yield 0;
      throw new Error("no more");
    }
    const work = async () => {
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
      log.push("worked");
    };
    await expect(workBehind(broken(), work).next()).rejects.toThrow("no more");
    expect(log).toEqual(["worked"]);
  });
});
