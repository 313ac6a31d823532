import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitCodes } from "./split-codes.ts";

const kept = (text: string) => splitCodes(text).flatMap((part) => (part.isKept ? [part.text] : []));

describe("splitCodes", () => {
  it("keeps codes and quantities in one piece, but not hyphenated words or years", () => {
    expect(kept("The autoclave A-113 and the valve VF-2201-B stand at 9.4 °C for 12 h.")).toEqual([
      "A-113",
      "VF-2201-B",
      "9.4 °C",
      "12 h",
    ]);
    expect(kept("A well-known rule of 2025 for 12 months.")).toEqual([]);
  });

  it("returns every character of the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(
          splitCodes(text)
            .map((part) => part.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });
});
