import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { embeddingText } from "./embedding-text.ts";

describe("embeddingText", () => {
  it("puts title and headings on a line above the text", () => {
    expect(embeddingText({ title: "Handbook", headingPath: ["Hours", "Weekends"], text: "Closed." })).toBe(
      "Handbook > Hours > Weekends\nClosed.",
    );
  });

  it("contains a first heading that repeats the title once", () => {
    expect(embeddingText({ title: "Handbook", headingPath: ["Handbook", "Hours"], text: "8:30" })).toBe(
      "Handbook > Hours\n8:30",
    );
  });

  it("leaves a text without title and headings as it is", () => {
    expect(embeddingText({ title: " ", headingPath: [], text: "alone" })).toBe("alone");
  });

  it("puts at most 240 characters of context before the whole text", () => {
    const names = fc.string({ unit: "grapheme", maxLength: 150 });
    fc.assert(
      fc.property(names, fc.array(names, { maxLength: 4 }), fc.string(), (title, headingPath, text) => {
        const read = embeddingText({ title, headingPath, text });
        expect(read.endsWith(text)).toBe(true);
        expect([...read.slice(0, read.length - text.length)].length).toBeLessThanOrEqual(241);
        expect(read.slice(0, read.length - text.length)).not.toMatch(/\p{Surrogate}/u);
      }),
      { numRuns: 100 },
    );
  });
});
