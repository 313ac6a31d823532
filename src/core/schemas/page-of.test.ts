import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defined } from "../wire/defined.ts";
import { pageOf } from "./page-of.ts";

const keys = fc.uniqueArray(fc.string({ unit: "grapheme" }));
const same = (key: string): string => key;
const upwards = (one: string, other: string): number => (one < other ? -1 : 1);

describe("pageOf", () => {
  it("gives every item once and in order, page after page, whichever way the list is sorted", () => {
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 5 }), fc.boolean(), (all, limit, isDescending) => {
        const sorted = [...all].sort(upwards);
        if (isDescending) sorted.reverse();
        const seen: string[] = [];
        for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
          const page = pageOf(sorted, same, defined({ limit, isDescending, cursor }));
          seen.push(...page.items);
          cursor = page.nextCursor;
        }
        expect(seen).toEqual(sorted);
      }),
    );
  });

  it("begins at an offset, and its cursor continues from there", () => {
    const letters = ["a", "b", "c", "d", "e"];
    const { items, nextCursor = "" } = pageOf(letters, same, { limit: 2, offset: 1 });
    expect(items).toEqual(["b", "c"]);
    expect(pageOf(letters, same, { limit: 9, cursor: nextCursor }).items).toEqual(["d", "e"]);
    expect(pageOf(letters, same, { limit: 2, offset: 5 })).toEqual({ items: [] });
  });

  it("refuses a cursor that it did not give", () => {
    expect(() => pageOf(["a"], same, { limit: 1, cursor: "no cursor" })).toThrow("not one that this server gave out");
  });
});
