import { describe, expect, it } from "vitest";
import { never } from "../../src/core/index.ts";
import { measureFaults } from "./measure-faults.ts";

describe("a guard that fails", () => {
  it("blocks the text at every stage, for every guard and each fault", async () => {
    const counts = await measureFaults({ monotonicMs: () => performance.now() }, never);
    expect(counts.map(({ fault }) => fault)).toEqual(["throws", "hangs", "returns rubbish"]);
    for (const { trials, blocked } of counts) {
      expect(trials).toBeGreaterThan(100);
      expect(blocked).toBe(trials);
    }
  }, 30_000);
});
