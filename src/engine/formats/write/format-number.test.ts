import { describe, expect, it } from "vitest";
import { formatNumber } from "./format-number.ts";

describe("formatNumber", () => {
  it.each([
    [4, "decimal", "4"],
    [4, "decimalZero", "04"],
    [1994, "lowerRoman", "mcmxciv"],
    [9, "upperRoman", "IX"],
    [26, "lowerLetter", "z"],
    [27, "upperLetter", "AA"],
    [3, "none", ""],
    [3, "chineseCounting", "3"],
    [-1, "lowerRoman", "-1"],
    [2_000_000_000, "upperLetter", "2000000000"],
  ])("writes %d in %s as %j", (value, format, expected) => {
    expect(formatNumber(value, format)).toBe(expected);
  });
});
