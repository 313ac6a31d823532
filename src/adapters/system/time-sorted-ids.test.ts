import { describe, expect, it } from "vitest";
import { timeSortedIds } from "./time-sorted-ids.ts";

describe("timeSortedIds", () => {
  it("gives unique names of 26 digits after the prefix", () => {
    const names = Array.from({ length: 1_000 }, () => timeSortedIds.next("answer"));
    expect(new Set(names).size).toBe(1_000);
    for (const name of names) expect(name).toMatch(/^answer_[0-9a-z]{26}$/);
  });

  it("begins with the time, so that later names sort after earlier ones", () => {
    const before = Date.now().toString(36).padStart(10, "0");
    const time = timeSortedIds.next("a").slice(2, 12);
    const after = Date.now().toString(36).padStart(10, "0");
    expect(before <= time && time <= after).toBe(true);
  });
});
