import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitTokens } from "./split-tokens.ts";

describe("tokens", () => {
  it("are letters, digits, line breaks and single marks", () => {
    expect(splitTokens("Dr. O'Neil, 19-year-old\nŠárka").texts).toEqual([
      "Dr",
      ".",
      "O",
      "'",
      "Neil",
      ",",
      "19",
      "-",
      "year",
      "-",
      "old",
      "\n",
      "Šárka",
    ]);
  });

  it("are at their places, and leave out nothing but spaces", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const { texts, starts } = splitTokens(text);
        texts.forEach((token, at) => {
          expect(text.startsWith(token, starts[at])).toBe(true);
        });
        expect(texts.join("").replaceAll("\n", "")).toBe(text.replace(/\s/gu, ""));
      }),
    );
  });
});
