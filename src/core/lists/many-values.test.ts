import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { append } from "./append.ts";
import { findMax, findMin } from "./find-extremes.ts";

/** More values than the stack has room for as arguments. */
const many = Array.from({ length: 500_000 }, (_, index) => index);

describe("functions of many values", () => {
  it("append more values than a call may have arguments, and find their extremes", () => {
    expect(() => Math.max(...many)).toThrow(RangeError);
    const list = [-1];
    append(list, many);
    expect(list).toHaveLength(many.length + 1);
    expect([findMax(many), findMin(many)]).toEqual([499_999, 0]);
  });

  it("find the same as Math.max and Math.min, also without values and with NaN", () => {
    fc.assert(
      fc.property(fc.array(fc.double()), (values) => {
        expect(findMax(values)).toBe(Math.max(...values));
        expect(findMin(values)).toBe(Math.min(...values));
      }),
    );
  });
});
