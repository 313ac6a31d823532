import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { segmentWords } from "./segment-words.ts";

describe("the words of a text", () => {
  it("include whole compounds, codes and numbers", () => {
    expect(segmentWords("Dr. Ng's x-ray (E11.9), 1,234 beds; v1.2.3.").map((word) => word.text)).toEqual([
      "Dr",
      "Ng's",
      "x-ray",
      "E11.9",
      "1,234",
      "beds",
      "v1.2.3",
    ]);
  });

  it("have spans that contain exactly the words, in order", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        let before = 0;
        for (const { span, text: word } of segmentWords(text)) {
          expect(text.slice(span.start, span.end)).toBe(word);
          expect(span.start).toBeGreaterThanOrEqual(before);
          before = span.end;
        }
      }),
    );
  });
});
