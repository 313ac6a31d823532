import { describe, expect, it } from "vitest";
import { never, QueryTooComplexError } from "../index.ts";
import { createWorkBudget } from "./work-budget.ts";

describe("the budget of a request", () => {
  it("is shared by its parts, of which none spends more than it has or than the whole has left", () => {
    const work = createWorkBudget(never, 100);
    const [first, second] = [work.part(60), work.part(60)];
    first.spend(50);
    expect([first.left, second.left, work.left]).toEqual([10, 50, 50]);
    expect(() => first.spend(11)).toThrow(QueryTooComplexError);
    expect(second.trySpend(51)).toBe(false);
    expect([first.spent, second.spent, work.spent]).toEqual([50, 0, 50]);
  });

  it("grows by what the caller asks to read whole", () => {
    const work = createWorkBudget(never, 10);
    work.allow(5);
    work.spend(15);
    expect(work.trySpend(1)).toBe(false);
  });
});
