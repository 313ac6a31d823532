import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutParts } from "./cut-parts.ts";

const limits = { maxCharacters: 40, overlapCharacters: 5 };

describe("the parts of a text", () => {
  it("is the whole text if it is short", () => {
    const whole = { start: 0, end: 40 };
    expect(cutParts("a".repeat(40), limits)).toEqual([{ own: whole, read: whole }]);
    expect(cutParts("", limits)).toHaveLength(1);
  });

  it("ends at a blank line, else at a line end, else at a space, else between two characters", () => {
    const firstOf = (text: string) => text.slice(0, cutParts(text, limits)[0]?.own.end);
    // Two parts of 30 characters each; borders are sought in the last three.
    expect(firstOf(`${"a".repeat(27)}\n\n${"b\n".repeat(15)}b`)).toBe(`${"a".repeat(27)}\n\n`);
    expect(firstOf(`${"a".repeat(27)}\nb ${"b".repeat(30)}`)).toBe(`${"a".repeat(27)}\n`);
    expect(firstOf(`${"a".repeat(28)} ${"b".repeat(31)}`)).toBe(`${"a".repeat(28)} `);
    expect(firstOf(`${"a".repeat(29)}🙂${"b".repeat(29)}`)).toBe("a".repeat(29));
    expect(firstOf("a".repeat(60))).toHaveLength(30);
  });

  it("are the text, within the limits, and overlap their neighbours", () => {
    const pieces = fc.array(fc.constantFrom("a", "word ", "\n", "\n\n", "🙂"), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(pieces, (words) => {
        const text = words.join("");
        const parts = cutParts(text, limits);
        expect(parts.map(({ own }) => text.slice(own.start, own.end)).join("")).toBe(text);
        for (const [index, { own, read }] of parts.entries()) {
          expect(own.end - own.start).toBeLessThanOrEqual(limits.maxCharacters);
          expect(own.end - own.start).toBeGreaterThan(
            index === 0 && parts.length === 1 ? -1 : limits.overlapCharacters,
          );
          expect(read).toEqual({ start: Math.max(0, own.start - 5), end: Math.min(text.length, own.end + 5) });
        }
      }),
    );
  });
});
