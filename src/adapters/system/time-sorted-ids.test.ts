import { describe, expect, it } from "vitest";
import { timeSortedIds } from "./time-sorted-ids.ts";

describe("ids that sort by time", () => {
  it("are unique and have 26 digits after the prefix", () => {
    const ids = Array.from({ length: 1_000 }, () => timeSortedIds.next("answer"));
    expect(new Set(ids).size).toBe(1_000);
    for (const id of ids) expect(id).toMatch(/^answer_[0-9a-z]{26}$/);
  });

  it("begin with the time, so that later ids sort after earlier ones", () => {
    const before = Date.now().toString(36).padStart(10, "0");
    const time = timeSortedIds.next("a").slice(2, 12);
    const after = Date.now().toString(36).padStart(10, "0");
    expect(before <= time && time <= after).toBe(true);
  });
});
