import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutText } from "./cut-text.ts";

/** Counts a word as a token, and each half of a character outside the Basic Multilingual Plane as two. */
const count = (text: string) =>
  text.split(/\s+/).filter(Boolean).length + (text.match(/[\ud800-\udfff]/g) ?? []).length * 2;

describe("cutting a text for a classifier", () => {
  it("leaves nothing out, keeps to the limit, and halves no character", () => {
    const piece = fc.constantFrom("word ", "x", " ", "\n", "🦊", "aVeryLongWordWithoutAnyBlank", "a b c d e f ");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 200 }), fc.integer({ min: 5, max: 40 }), (pieces, maxTokens) => {
        const text = pieces.join("");
        const parts = cutText(text, { maxTokens, count });
        let end = 0;
        for (const part of parts) {
          expect(part.start).toBeLessThanOrEqual(end);
          expect(part.end).toBeGreaterThan(end);
          expect(count(text.slice(part.start, part.end))).toBeLessThanOrEqual(maxTokens);
          expect(text.slice(part.start, part.end)).not.toMatch(/[\ud800-\udfff]/u);
          end = part.end;
        }
        expect(end).toBe(text.length);
      }),
    );
  });

  it.each([5, 6, 7, 8, 9, 10, 11])(
    "halves no character of a text without blanks, with parts of %i tokens",
    (maxTokens) => {
      const text = `x${"🦊".repeat(50)}`;
      for (const { start, end } of cutText(text, { maxTokens, count: (part) => part.length }))
        expect(text.slice(start, end)).not.toMatch(/[\ud800-\udfff]/u);
    },
  );

  it("gives a phrase at a border whole to one of both parts", () => {
    const text = "one two three four five six seven eight nine ten eleven twelve ".repeat(20).trim();
    const parts = cutText(text, { maxTokens: 50, count });
    expect(parts.length).toBeGreaterThan(4);
    for (const [index, part] of parts.slice(1).entries()) {
      const shared = text.slice(part.start, parts[index]?.end);
      expect(shared.split(" ").filter(Boolean).length).toBeGreaterThan(5);
    }
  });

  it("ends for text whose smallest part has too many tokens", () => {
    expect(cutText("🦊🦊", { maxTokens: 1, count })).toEqual([
      { start: 0, end: 2 },
      { start: 2, end: 4 },
    ]);
  });

  it("reads long hostile repetitions, since a part is cut in time that follows its length", () => {
    for (const each of [" ", "a", "a ", "🦊", "\n\n"]) {
      const text = each.repeat(100_000);
      expect(cutText(text, { maxTokens: 500, count }).at(-1)?.end).toBe(text.length);
    }
  });
});
