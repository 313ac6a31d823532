import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { takeBeginning } from "./take-beginning.ts";

const costOf = (text: string) =>
  text.length + 3 * (text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu) ?? []).length;

describe("the beginning of a text", () => {
  it.each([
    ["one two three", 13, "one two three"],
    ["one two three", 12, "one two"],
    ["one two three", 7, "one"],
    ["onetwothree", 6, "onetwo"],
    [`${"a".repeat(70)} ${"b".repeat(70)}`, 141, `${"a".repeat(70)} ${"b".repeat(70)}`],
    [`a ${"b".repeat(70)}`, 70, `a ${"b".repeat(68)}`],
    ["北京大学", 16, "北京大学"],
    ["北京大学", 15, "北京大"],
    ["a北京", 4, "a"],
    ["ab𠀀", 6, "ab"],
    ["ab🦊", 3, "ab"],
    ["", 5, ""],
  ])("of %j for a limit of %i is %j", (text, limit, expected) => {
    expect(takeBeginning(text, limit)).toBe(expected);
  });

  it("never exceeds the limit, and leaves out no more than it must", () => {
    const text = fc.string({ unit: fc.constantFrom("a", " ", "是", "가", "🦊", "𠀀"), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 70 }), (text, limit) => {
        const beginning = takeBeginning(text, limit);
        expect(text.startsWith(beginning)).toBe(true);
        expect(costOf(beginning)).toBeLessThanOrEqual(limit);
        expect(beginning).not.toMatch(/\p{Cs}/u);
        if (costOf(text) <= limit) expect(beginning).toBe(text);
        else if (!text.slice(0, limit).includes(" ")) expect(costOf(beginning)).toBeGreaterThan(limit - 5);
      }),
    );
  });
});
